import { SinkError } from '../../sink-error.ts';
import type { AuditClient } from './open-client.ts';

interface Rights {
  readonly superuser: boolean;
  readonly owner: boolean;
  readonly reads: boolean;
  readonly changes: boolean;
}

const rights = `
  select role.rolsuper as superuser,
         pg_has_role(current_user, entries.relowner, 'MEMBER') as owner,
         has_any_column_privilege(entries.oid, 'SELECT') as reads,
         has_any_column_privilege(entries.oid, 'UPDATE') or has_table_privilege(entries.oid, 'DELETE, TRUNCATE') as changes
    from pg_catalog.pg_class entries
    join pg_catalog.pg_namespace space on space.oid = entries.relnamespace
    join pg_catalog.pg_roles role on role.rolname = current_user
   where space.nspname = 'mcp_audit' and entries.relname = 'entries'`;

/**
 * Makes sure that the role can add records and do nothing else to them: a server that is taken over must not be able to
 * clean up behind itself.
 *
 * @throws SinkError of kind `retry` that says what the role can do.
 */
export async function checkWriter(client: AuditClient): Promise<void> {
  const [found] = await client.query<Rights>(rights);
  if (found === undefined) {
    throw new SinkError('the database has no audit tables: run the migrations', { kind: 'retry' });
  }
  const powers = [
    found.superuser && 'is a superuser',
    found.owner && 'owns the table',
    found.reads && 'may read records',
    found.changes && 'may change or delete records',
  ].filter((power) => power !== false);
  if (powers.length === 0) return;
  throw new SinkError(`the role that writes may do more than insert: it ${powers.join(', ')}`, { kind: 'retry' });
}
