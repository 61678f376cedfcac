/** What a part is made from; the first one is what tells most of them apart. */
type Facts = readonly [string, ...(string | undefined)[]];

/** Most parts remembered, and the longest facts of one in characters. */
const mostParts = 512;
const longestFacts = 1_024;

/**
 * The text that `make` made of the same facts before, or makes now. One that must be made every time, because making it
 * counts something, says that it does not recur.
 */
export type RecurringParts = (facts: Facts, make: () => { readonly text: string; readonly recurs: boolean }) => string;

/**
 * Remembers parts of records that are the same from call to call. What is found is compared with every one of the facts: no
 * text that a caller chose can pass for another.
 */
export function createRecurringParts(): RecurringParts {
  const known = new Map<string, { readonly facts: Facts; readonly text: string }>();
  return (facts, make) => {
    const found = known.get(facts[0]);
    if (found !== undefined && isSame(found.facts, facts)) return found.text;
    const { text, recurs } = make();
    if (!recurs || lengthOf(facts) > longestFacts) return text;
    if (known.size >= mostParts) known.clear();
    known.set(facts[0], { facts, text });
    return text;
  };
}

function isSame(known: Facts, facts: Facts): boolean {
  for (let i = 0; i < known.length; i += 1) if (known[i] !== facts[i]) return false;
  return known.length === facts.length;
}

const lengthOf = (facts: Facts) => facts.reduce((sum, fact = '') => sum + fact.length, 0);
