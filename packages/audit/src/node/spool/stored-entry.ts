import type { AuditEntry } from '../../record.ts';

/** An entry as it was written; undefined when the text is no entry. */
export function parseEntry(json: string, hash: string): AuditEntry | undefined {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch {
    return undefined;
  }
  if (!hasStream(value)) return undefined;
  const { boot, instance, prev_hash, seq } = value.stream;
  return { ...value, stream: { boot, hash, instance, prev_hash, seq } };
}

function hasStream(value: unknown): value is AuditEntry {
  if (typeof value !== 'object' || value === null || !('stream' in value) || !('phase' in value)) return false;
  const { stream } = value as { stream: unknown };
  if (typeof stream !== 'object' || stream === null) return false;
  const { boot, instance, prev_hash, seq } = stream as Readonly<Record<string, unknown>>;
  return [boot, instance, prev_hash].every((text) => typeof text === 'string') && Number.isSafeInteger(seq);
}
