import { canonicalJson } from './canonical-json.ts';

/** A part of a record and its canonical JSON, where that is known. */
export interface WrittenPart<Part> {
  readonly value: Part;
  readonly text: string | undefined;
}

/** What a part is made from; the first one is what tells most of them apart. */
type Facts = readonly [string, ...(string | undefined)[]];

/** Most parts remembered, and the longest facts of one in characters. */
const mostParts = 512;
const longestFacts = 1_024;

/**
 * The part that `make` made of the same facts before, or makes now. Parts are shared by the entries of many calls, and frozen.
 * One that must be made every time, because making it counts something, says that it does not recur.
 */
export type RecurringParts<Part extends object> = (
  facts: Facts,
  make: () => { readonly value: Part; readonly recurs: boolean },
) => WrittenPart<Part>;

/**
 * Remembers parts of records that are the same from call to call, and their canonical JSON. What is found is compared with
 * every one of the facts: no text that a caller chose can pass for another.
 */
export function createRecurringParts<Part extends object>(): RecurringParts<Part> {
  const known = new Map<string, { readonly facts: Facts; readonly part: WrittenPart<Part> }>();
  return (facts, make) => {
    const found = known.get(facts[0]);
    if (found !== undefined && isSame(found.facts, facts)) return found.part;
    const { value, recurs } = make();
    if (!recurs || lengthOf(facts) > longestFacts) return { value, text: undefined };
    const part = write(value);
    if (part.text === undefined) return part;
    if (known.size >= mostParts) known.clear();
    known.set(facts[0], { facts, part });
    return part;
  };
}

function write<Part extends object>(value: Part): WrittenPart<Part> {
  try {
    return { value: deepFreeze(value), text: canonicalJson(value) };
  } catch {
    // Who gives the entry its place refuses it.
    return { value, text: undefined };
  }
}

function isSame(known: Facts, facts: Facts): boolean {
  for (let i = 0; i < known.length; i += 1) if (known[i] !== facts[i]) return false;
  return known.length === facts.length;
}

const lengthOf = (facts: Facts) => facts.reduce((sum, fact = '') => sum + fact.length, 0);

function deepFreeze<Part extends object>(part: Part): Part {
  for (const inside of Object.values(part))
    if (typeof inside === 'object' && inside !== null) deepFreeze(inside as object);
  return Object.freeze(part);
}
