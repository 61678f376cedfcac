export { auditSinksSchema, type AuditSinkConfig } from './audit-sinks-schema.ts';
export { openConfiguredSinks, type SinkSurroundings } from './open-configured-sinks.ts';
