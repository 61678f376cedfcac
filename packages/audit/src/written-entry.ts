import { canonicalJson } from './canonical-json.ts';
import type { AuditEntry, EntryDraft } from './record.ts';

/** An entry that has no place in a stream yet: its canonical JSON (RFC 8785) before and after the value of `stream`. */
export interface WrittenEntry {
  /** Ends with `"stream":`. */
  readonly before: string;
  readonly after: string;
  /** Of the records of a call. */
  readonly callId?: string;
  /** Whether sinks must have it within 50 ms. */
  readonly isUrgent: boolean;
  readonly phase: AuditEntry['phase'];
}

/** @throws Error for what RFC 8785 has no form for: a lone surrogate. */
export function writeDraft(draft: EntryDraft): WrittenEntry {
  const fields = Object.entries(draft);
  const before = canonicalJson(Object.fromEntries(fields.filter(([name]) => name < 'stream')));
  const after = canonicalJson(Object.fromEntries(fields.filter(([name]) => name > 'stream')));
  return {
    before: `${before.slice(0, -1)},"stream":`,
    after: `,${after.slice(1)}`,
    ...('call_id' in draft && { callId: draft.call_id }),
    isUrgent: isUrgent(draft),
    phase: draft.phase,
  };
}

/** What was denied, what happened in production, what had a high impact, anchors. */
function isUrgent(draft: EntryDraft): boolean {
  if (draft.phase === 'rejection') return draft.environment === 'production';
  if (draft.phase !== 'attempt' && draft.phase !== 'outcome') return true;
  const status = draft.phase === 'outcome' ? draft.outcome.status : undefined;
  return isUrgentCall(draft.environment, draft.operation.impact, status);
}

/** `isUrgent` of the record of a call. @param status Of its outcome. */
export function isUrgentCall(environment: string, impact: string, status: string | undefined): boolean {
  return environment === 'production' || impact === 'high' || status === 'denied';
}

const [space, quotes, backslash, tilde] = [0x20, 0x22, 0x5c, 0x7e];

/** What stands between the quotes of a string in canonical JSON. @throws like `writeDraft`. */
export function escape(text: string): string {
  for (let i = 0; i < text.length; i += 1) {
    const unit = text.charCodeAt(i);
    if (unit < space || unit > tilde || unit === quotes || unit === backslash) return canonicalJson(text).slice(1, -1);
  }
  return text;
}

/** The same of a digest, which is hex and not looked through. What is no digest gets no way out of its quotes. */
export function escapeDigest(text: string): string {
  return text.includes('"') || text.includes('\\') ? escape(text) : text;
}
