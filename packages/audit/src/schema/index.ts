export { auditEntrySchema } from './audit-entry-schema.ts';
