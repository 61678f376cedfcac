export { openPostgresSink, type PostgresSinkOptions } from './postgres-sink.ts';
export type { PostgresAddress } from './postgres-address.ts';
export type { SecretSource } from '../net/secret-source.ts';

export {
  migrateAuditDatabase,
  type AuditRoles,
  type MigrateOptions,
  type MigrateReport,
} from './migrate-audit-database.ts';
export { maintainAuditDatabase, type MaintainOptions, type MaintainReport } from './maintain-audit-database.ts';
