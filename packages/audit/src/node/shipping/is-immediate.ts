import type { AuditEntry } from '../../record.ts';

/** Whether sinks must have it within 50 ms: what was denied, what happened in production, what had a high impact, anchors. */
export function isImmediate(entry: AuditEntry): boolean {
  switch (entry.phase) {
    case 'attempt':
      return entry.environment === 'production' || entry.operation.impact === 'high';
    case 'outcome':
      return (
        entry.environment === 'production' || entry.operation.impact === 'high' || entry.outcome.status === 'denied'
      );
    case 'rejection':
      return entry.environment === 'production';
    default:
      return true;
  }
}
