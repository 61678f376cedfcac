import type { Engine } from './engine.ts';
import type { Verdict } from './name-policy.ts';
import { scrubLeaf, scrubString, wholeType } from './scrub-leaf.ts';

const MAX_DEPTH = 200;
const TOO_DEEP = '[too deep]';
const CIRCULAR = '[circular]';

/** Where in a document a value stands: under which verdict, key and containers. */
export interface Place {
  readonly verdict: Verdict;
  /** The nearest key above, for keys that mean nothing alone, such as `line1` in `address`. */
  readonly key: string | undefined;
  readonly ancestors: object[];
}

/**
 * The same value with personal data replaced; what needs no change is shared with the input. Dates and byte arrays are returned
 * as they are unless their name tells; anything below 200 levels and any cycle is replaced by a marker.
 */
export function walk<T>(value: T, engine: Engine, verdict: Verdict, key?: string): T {
  if (typeof value !== 'object') return scrubLeaf(value, engine, verdict) as T;
  return value === null ? value : (scrubValue(value, engine, { verdict, key, ancestors: [] }) as T);
}

function scrubValue(value: unknown, engine: Engine, place: Place): unknown {
  const { verdict, ancestors } = place;
  if (typeof value !== 'object') return scrubLeaf(value, engine, verdict);
  if (value === null || verdict.kind === 'allow') return value;
  if (value instanceof Date || ArrayBuffer.isView(value) || value instanceof ArrayBuffer) {
    return scrubOpaque(value, engine, verdict);
  }
  if (ancestors.includes(value)) return CIRCULAR;
  if (ancestors.length >= MAX_DEPTH) return TOO_DEEP;
  ancestors.push(value);
  const result = Array.isArray(value) ? scrubArray(value, engine, place) : scrubObject(value, engine, place);
  ancestors.pop();
  return result;
}

function scrubOpaque(value: object, engine: Engine, verdict: Verdict): unknown {
  const type = wholeType(value instanceof Date ? String(value.getTime()) : '[bytes]', verdict);
  return type === undefined ? value : engine.tally.replace(type);
}

function scrubArray(items: readonly unknown[], engine: Engine, place: Place): readonly unknown[] {
  let copy: unknown[] | undefined;
  for (let index = 0; index < items.length; index++) {
    const scrubbed = scrubValue(items[index], engine, place);
    if (scrubbed !== items[index]) (copy ??= [...items])[index] = scrubbed;
  }
  return copy ?? items;
}

function scrubObject(object: object, engine: Engine, place: Place): object {
  const entries = Object.entries(object);
  let isChanged = false;
  for (const entry of entries) {
    const [key, value] = entry as [string, unknown];
    const verdict = engine.policy.forMember(place.verdict, key, place.key);
    entry[0] = scrubString(key, engine);
    entry[1] = scrubValue(value, engine, { verdict, key, ancestors: place.ancestors });
    isChanged ||= entry[0] !== key || entry[1] !== value;
  }
  return isChanged ? Object.fromEntries(withDistinctKeys(entries)) : object;
}

/** Two keys that became the same placeholder stay two keys. */
function withDistinctKeys(entries: [string, unknown][]): [string, unknown][] {
  const taken = new Map<string, number>();
  for (const entry of entries) {
    const count = (taken.get(entry[0]) ?? 0) + 1;
    taken.set(entry[0], count);
    if (count > 1) entry[0] = `${entry[0]} ${count}`;
  }
  return entries;
}
