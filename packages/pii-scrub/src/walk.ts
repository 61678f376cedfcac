import { type Engine, replaceText } from './engine.ts';
import { labelOfEntry } from './labelled-entry.ts';
import { itemPlace, memberPlace, namedPlace } from './member-place.ts';
import type { Place } from './place.ts';
import { operatorOf, scrubLeaf, scrubString, wholeType } from './scrub-leaf.ts';

const MAX_DEPTH = 200;
const TOO_DEEP = '[too deep]';
const CIRCULAR = '[circular]';

/**
 * The same value with personal data replaced; what needs no change is shared with the input. Dates and byte arrays are returned
 * as they are unless their name tells; anything below 200 levels and any cycle is replaced by a marker.
 */
export function walk<T>(value: T, engine: Engine, place: Place): T {
  if (typeof value !== 'object') return scrubLeaf(value, engine, place) as T;
  return value === null ? value : (scrubValue(value, engine, place, []) as T);
}

function scrubValue(value: unknown, engine: Engine, place: Place, ancestors: object[]): unknown {
  if (typeof value !== 'object') return scrubLeaf(value, engine, place);
  if (value === null) return value;
  const isArray = Array.isArray(value);
  const isOrdinary = isArray || Object.getPrototypeOf(value) === Object.prototype;
  if (!isOrdinary && isOpaque(value)) return scrubOpaque(value, engine, place);
  if (ancestors.includes(value)) return CIRCULAR;
  if (ancestors.length >= MAX_DEPTH) return TOO_DEEP;
  if (place.verdict.kind === 'allow') return value;
  ancestors.push(value);
  const result = isArray
    ? scrubArray(value, engine, place, ancestors)
    : !isOrdinary && (value instanceof Map || value instanceof Set)
      ? scrubCollection(value, engine, place, ancestors)
      : scrubObject(value as Readonly<Record<string, unknown>>, engine, place, ancestors);
  ancestors.pop();
  return result;
}

const isOpaque = (value: object): boolean =>
  value instanceof Date || ArrayBuffer.isView(value) || value instanceof ArrayBuffer;

function scrubOpaque(value: object, engine: Engine, place: Place): unknown {
  if (place.verdict.kind === 'allow') return value;
  const text = value instanceof Date && !Number.isNaN(value.getTime()) ? value.toISOString() : '[bytes]';
  const type = wholeType(text, place.verdict, engine);
  return type === undefined ? value : replaceText(engine, type, text, place, operatorOf(place.verdict));
}

function scrubArray(items: readonly unknown[], engine: Engine, above: Place, ancestors: object[]): readonly unknown[] {
  const place = itemPlace(above);
  let copy: unknown[] | undefined;
  for (let index = 0; index < items.length; index++) {
    const scrubbed = scrubValue(items[index], engine, place, ancestors);
    if (scrubbed !== items[index]) (copy ??= [...items])[index] = scrubbed;
  }
  return copy ?? items;
}

function scrubCollection(
  value: Map<unknown, unknown> | Set<unknown>,
  engine: Engine,
  place: Place,
  ancestors: object[],
): unknown {
  if (value instanceof Set) return new Set(scrubArray([...value], engine, place, ancestors));
  return new Map(
    Array.from(value, ([key, item]) => {
      const below = typeof key === 'string' ? memberPlace(place, key, engine) : place;
      return [
        scrubValue(key, engine, { ...place, verdict: { kind: 'search' } }, ancestors),
        scrubValue(item, engine, below, ancestors),
      ];
    }),
  );
}

function scrubObject(
  object: Readonly<Record<string, unknown>>,
  engine: Engine,
  place: Place,
  ancestors: object[],
): object {
  const keys = Object.keys(object);
  let entries: [string, unknown][] | undefined;
  for (let index = 0; index < keys.length; index++) {
    const key = keys[index]!;
    const value = object[key];
    const below = placeBeside(keys, object, memberPlace(place, key, engine), engine);
    const scrubbedKey = below.name === key ? key : scrubKey(key, engine, place);
    const scrubbed = scrubValue(value, engine, below, ancestors);
    // Beside the next keys it tells what it was: `[email]`.
    keys[index] = scrubbedKey;
    if (entries === undefined && scrubbedKey === key && scrubbed === value) continue;
    entries ??= keys.slice(0, index).map((before) => [before, object[before]]);
    entries.push([scrubbedKey, scrubbed]);
  }
  return entries === undefined ? object : Object.fromEntries(withDistinctKeys(entries));
}

/** The place of a value with what the keys and values beside it tell. */
function placeBeside(
  keys: readonly string[],
  object: Readonly<Record<string, unknown>>,
  own: Place,
  engine: Engine,
): Place {
  if (own.verdict.kind !== 'search' || own.facts === undefined) return own;
  if (own.facts.isNamed) {
    const label = labelOfEntry(keys, (key) => object[key]);
    return label === undefined ? own : namedPlace(own, label, engine);
  }
  const { asPerson } = own.facts;
  return asPerson !== undefined && engine.names.isPersonal(keys) ? { ...own, verdict: asPerson } : own;
}

const scrubKey = (key: string, engine: Engine, place: Place): string =>
  scrubString(key, engine, { ...place, verdict: { kind: 'search' }, context: '' });

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
