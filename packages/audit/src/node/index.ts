export { openAuditLog, type AuditKeyFiles, type NodeAuditLogOptions } from './open-audit-log.ts';
export type { EventLogger } from './log-events.ts';
export { openSpool, type Spool, type SpoolOptions, type SpoolStats } from './open-spool.ts';
export type { SpoolLimits } from './spool/spool-limits.ts';
export type { SpoolFs, AppendFile, ReadFile } from './spool/spool-fs.ts';
export type { SpoolEvent } from './spool-event.ts';
export { openSecret, openSigningKey, parseSigningKey, type SigningKey } from './signing-key.ts';
export type { SigningKeys } from './spool/open-instance.ts';
export { readSpool } from './read-spool.ts';

export { openFileSink, type FileSinkOptions } from '../sinks/file/file-sink.ts';
export { openStderrSink, type StderrSinkOptions } from '../sinks/stderr/stderr-sink.ts';
