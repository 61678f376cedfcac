export { keptEntries } from './kept-entry.ts';
export {
  describeAuditSink,
  type AuditSinkHarness,
  type SinkFault,
  type SinkHang,
  type SinkSubject,
} from './describe-audit-sink.ts';
