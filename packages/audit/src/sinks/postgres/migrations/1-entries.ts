import type { Migration } from './migration.ts';

/** `received_at` is the database's own clock, and the role that writes has no right to set it. */
export const entries: Migration = {
  version: 1,
  name: 'entries',
  sql: `
    create table mcp_audit.entries (
      time timestamptz not null,
      key text collate "C" not null,
      phase text collate "C" not null,
      entry jsonb not null,
      received_at timestamptz not null default now(),
      primary key (key, phase, time)
    ) partition by range (time);
    create index entries_time on mcp_audit.entries (time);

    create table mcp_audit.settings (
      single boolean primary key default true check (single),
      retain_months integer not null default 13 check (retain_months between 1 and 1200)
    );
    insert into mcp_audit.settings default values;
  `,
};
