export { createAuditLog, type AuditLogOptions } from './audit-log.ts';
export type { AuditProblem } from './watched-sink.ts';

export type { AuditSink, WriteOptions } from './audit-sink.ts';
export { consoleSink, type ConsoleSinkOptions } from './console-sink.ts';

export type {
  AttemptRecord,
  AuditEntry,
  AuditRecord,
  CallRecord,
  OutageRecord,
  OutcomeRecord,
  RejectionRecord,
} from './record.ts';
export type { RecordedBody } from './recorded-body.ts';
export { outcomeStatus, type OutcomeStatus } from './outcome-status.ts';
export type { Sha256 } from './sha256.ts';
