export { openNodeAuditLog, type NodeAuditLogOptions } from './node-audit-log.ts';
export { openFileSink, type FileSinkOptions } from './file-sink.ts';
export { openPinoSink, type PinoSinkOptions } from './pino-sink.ts';
