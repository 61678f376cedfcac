import type { Migration } from './migration.ts';

/**
 * What the role for maintenance may call. It owns nothing and reads nothing: it makes partitions and drops those that the
 * owner's setting has given up, by the database's clock. A partition is attached, which lets inserts go on meanwhile.
 */
export const partitions: Migration = {
  version: 2,
  name: 'partitions',
  sql: `
    create function mcp_audit.make_partitions(months_ahead integer default 3, first_month date default null)
    returns setof text language plpgsql security definer
    set search_path = pg_catalog, pg_temp set timezone = 'UTC' set lock_timeout = '5s' as $$
    declare
      month date := date_trunc('month', least(coalesce(first_month, now()::date), now()::date));
      last date := date_trunc('month', now()) + make_interval(months => months_ahead);
      partition text;
    begin
      if months_ahead not between 0 and 24 then raise exception 'months_ahead must be 0 to 24'; end if;
      if month < now() - interval '10 years' then raise exception 'first_month is too long ago'; end if;
      perform pg_advisory_xact_lock(hashtextextended('mcp_audit', 0));
      while month <= last loop
        partition := to_char(month, '"entries_"YYYY"_"MM');
        if to_regclass('mcp_audit.' || partition) is null then
          execute format('create table mcp_audit.%I (like mcp_audit.entries including all)', partition);
          execute format('alter table mcp_audit.entries attach partition mcp_audit.%I for values from (%L) to (%L)',
                         partition, month::timestamptz, (month + interval '1 month')::timestamptz);
          return next partition;
        end if;
        month := month + interval '1 month';
      end loop;
    end $$;

    create function mcp_audit.drop_expired_partitions()
    returns setof text language plpgsql security definer
    set search_path = pg_catalog, pg_temp set timezone = 'UTC' set lock_timeout = '5s' as $$
    declare
      oldest_kept date := date_trunc('month', now())
        - make_interval(months => (select retain_months from mcp_audit.settings));
      partition text;
    begin
      perform pg_advisory_xact_lock(hashtextextended('mcp_audit', 0));
      for partition in
        select child.relname from pg_inherits
          join pg_class child on child.oid = inhrelid
         where inhparent = 'mcp_audit.entries'::regclass and child.relname ~ '^entries_\\d{4}_\\d{2}$'
           and to_date(right(child.relname, 7), 'YYYY_MM') < oldest_kept
         order by child.relname
      loop
        execute format('drop table mcp_audit.%I', partition);
        return next partition;
      end loop;
    end $$;

    revoke all on function mcp_audit.make_partitions, mcp_audit.drop_expired_partitions from public;
  `,
};
