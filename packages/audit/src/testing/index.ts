export { describeAuditSink, type AuditSinkHarness } from './describe-audit-sink.ts';
