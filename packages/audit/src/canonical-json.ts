import canonicalize from 'canonicalize';
import type { Json } from '@mcp-chassis/tool-kit';

/** A JSON value that may also have `undefined` fields, which are left out. */
type Canonical = Json | object;

/** Whether `JSON.stringify` had to write a lone surrogate; of other text it is a false alarm, which costs only time. */
export const mayHoldLoneSurrogate = (json: string): boolean => json.includes('\\ud');

/**
 * RFC 8785. What is in order already, as records are made, costs one `JSON.stringify`: a fifth of what the library takes.
 * Everything that is unusual goes to the library.
 *
 * @throws Error for what RFC 8785 has no form for: a lone surrogate, a cycle.
 */
export function canonicalJson(value: Canonical): string {
  const ordered = inOrder(value);
  const text = ordered === undefined ? undefined : JSON.stringify(ordered);
  return text === undefined || mayHoldLoneSurrogate(text) ? (canonicalize(value) ?? 'null') : text;
}

/**
 * True when `JSON.stringify` writes the canonical form as it is. Its text is canonical unless it may hold a lone surrogate.
 *
 * @param levels Of arrays and objects, at most: false for what nests deeper.
 */
export function isInOrder(value: unknown, levels = Number.POSITIVE_INFINITY): boolean {
  if (typeof value === 'number') return Number.isFinite(value);
  if (typeof value !== 'object' || value === null) return true;
  if (levels === 0) return false;
  if (Array.isArray(value)) {
    for (const item of value) if (!isInOrder(item, levels - 1)) return false;
    return true;
  }
  let last = '';
  for (const key in value) {
    if (last > key || isIndex(key) || key === '__proto__') return false;
    last = key;
    const item: unknown = (value as Readonly<Record<string, unknown>>)[key];
    if (typeof item !== 'string' && !isInOrder(item, levels - 1)) return false;
  }
  return !('toJSON' in value);
}

/** The same value with its keys in order; undefined where no object can hold them so, or JSON has no form for it. */
function inOrder(value: unknown): unknown {
  if (isInOrder(value)) return value;
  if (typeof value !== 'object' || value === null || 'toJSON' in value) return undefined;
  if (Array.isArray(value)) {
    const items = value.map(inOrder);
    return items.includes(undefined) ? undefined : items;
  }
  const ordered: Record<string, unknown> = {};
  for (const key of Object.keys(value).toSorted()) {
    const item = (value as Readonly<Record<string, unknown>>)[key];
    const inside = typeof item === 'string' ? item : inOrder(item);
    if (isIndex(key) || key === '__proto__' || (inside === undefined && item !== undefined)) return undefined;
    ordered[key] = inside;
  }
  return ordered;
}

/** Objects hold such keys first and by number, whatever the order they were put in. */
function isIndex(key: string): boolean {
  const first = key.charCodeAt(0);
  return first >= 0x30 && first <= 0x39;
}
