export { createAuditLog, type AuditLogOptions } from './audit-log.ts';
export type { AppendOptions, EntryStore } from './entry-store.ts';
export type { WrittenEntry } from './written-entry.ts';
export type { KeptEntry } from './kept-entry.ts';
export { createDirectStore, type DirectStoreOptions } from './direct-store.ts';
export { consoleSink, type ConsoleSinkOptions } from './console-sink.ts';
export { queueSink, type QueueProducer } from './queue-sink.ts';

export type { AuditSink } from './audit-sink.ts';
export { isSinkError, SinkError, type SinkErrorOptions } from './sink-error.ts';
export { entryKey } from './entry-key.ts';

export type {
  AttemptRecord,
  AuditEntry,
  AuditRecord,
  CallRecord,
  DigestRecord,
  EntryBase,
  KeyRecord,
  OutageRecord,
  OutcomeRecord,
  RecordedServer,
  RejectionRecord,
  RetentionRecord,
  StartRecord,
  StreamPosition,
} from './record.ts';
export type { RecordedBody } from './recorded-body.ts';
export { outcomeStatus, type OutcomeStatus } from './outcome-status.ts';
export type { Fingerprint, TakeFingerprint } from './fingerprint.ts';
export { createHmac, type Hmac } from './raw-hmac.ts';
