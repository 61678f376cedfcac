import type { AuditEntry } from './record.ts';

/**
 * What makes an entry the same one when it is delivered twice: call id and phase of a call's record, boot and place in the
 * stream of everything else.
 */
export function entryKey(entry: AuditEntry): string {
  if (entry.phase === 'attempt' || entry.phase === 'outcome') return `${entry.call_id}/${entry.phase}`;
  return `${entry.stream.instance}/${entry.stream.boot}/${entry.stream.seq}`;
}
