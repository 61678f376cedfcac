import type { AuditEntry } from './record.ts';

/**
 * What makes an entry the same one when it is delivered twice: call id and phase of a call's record, boot and place in the
 * stream of everything else.
 */
export function entryKey(entry: AuditEntry): string {
  return 'call_id' in entry ? callKey(entry.call_id, entry.phase) : placeKey(entry.stream, entry.stream.seq);
}

export const callKey = (callId: string, phase: AuditEntry['phase']): string => `${callId}/${phase}`;

export const placeKey = (stream: { readonly instance: string; readonly boot: string }, seq: number): string =>
  `${stream.instance}/${stream.boot}/${seq}`;
