export { describeAuditSink, type AuditSinkHarness, type SinkFault, type SinkSubject } from './describe-audit-sink.ts';
