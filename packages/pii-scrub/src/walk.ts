import { type Engine, replaceText } from './engine.ts';
import { isNamedKey, labelOfEntry } from './labelled-entry.ts';
import { memberPlace, namedPlace } from './member-place.ts';
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
  if (value instanceof Date || ArrayBuffer.isView(value) || value instanceof ArrayBuffer) {
    return scrubOpaque(value, engine, place);
  }
  if (ancestors.includes(value)) return CIRCULAR;
  if (ancestors.length >= MAX_DEPTH) return TOO_DEEP;
  if (place.verdict.kind === 'allow') return value;
  ancestors.push(value);
  const result = Array.isArray(value)
    ? scrubArray(value, engine, place, ancestors)
    : value instanceof Map || value instanceof Set
      ? scrubCollection(value, engine, place, ancestors)
      : scrubObject(value, engine, place, ancestors);
  ancestors.pop();
  return result;
}

function scrubOpaque(value: object, engine: Engine, place: Place): unknown {
  if (place.verdict.kind === 'allow') return value;
  const text = value instanceof Date && !Number.isNaN(value.getTime()) ? value.toISOString() : '[bytes]';
  const type = wholeType(text, place.verdict, engine);
  return type === undefined ? value : replaceText(engine, type, text, place, operatorOf(place.verdict));
}

function scrubArray(items: readonly unknown[], engine: Engine, above: Place, ancestors: object[]): readonly unknown[] {
  const place = { ...above, isInArray: true };
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

function scrubObject(object: object, engine: Engine, place: Place, ancestors: object[]): object {
  const entries = Object.entries(object);
  const isPersonal = () => engine.names.isPersonal(entries.map(([key]) => key));
  const label = labelOfEntry(entries);
  let isChanged = false;
  for (const entry of entries) {
    const [key, value] = entry as [string, unknown];
    const below =
      label !== undefined && isNamedKey(key)
        ? namedPlace(place, key, label, engine)
        : memberPlace(place, key, engine, isPersonal);
    entry[0] =
      below.name === key ? key : scrubString(key, engine, { ...place, verdict: { kind: 'search' }, context: '' });
    entry[1] = scrubValue(value, engine, below, ancestors);
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
