import type { CorpusItem } from './make-corpus.ts';

/** Shares from 0 to 1. */
export interface CorpusScore {
  /** Personal values of the tier that are in no leaf and no key any more. */
  readonly core: number;
  readonly extended: number;
  /** Ordinary values that are still there, numbers as numbers. */
  readonly survival: number;
  /** Answers with the same containers, array lengths and number of keys. */
  readonly shape: number;
  /** What went wrong, by the item's id. */
  readonly faults: readonly string[];
}

/** Judges what `scrub` makes of each item. */
export function scoreCorpus(
  items: readonly CorpusItem[],
  scrub: (input: unknown, kind: CorpusItem['kind']) => unknown,
): CorpusScore {
  const counts = { core: [0, 0], extended: [0, 0], survival: [0, 0], shape: [0, 0] } satisfies Record<
    string,
    [number, number]
  >;
  const faults: string[] = [];
  const count = (name: keyof typeof counts, isRight: boolean, fault: string): void => {
    counts[name][0] += Number(isRight);
    counts[name][1] += 1;
    if (!isRight) faults.push(fault);
  };
  for (const { id, input, kind, spans, negatives } of items) {
    const output = scrub(structuredClone(input), kind);
    const leaves = leavesOf(output);
    const numbers = new Set(
      leavesOf(input)
        .filter((leaf) => typeof leaf === 'number')
        .map(String),
    );
    for (const { type, tier, value } of spans) {
      count(
        tier,
        !leaves.some((leaf) => String(leaf).includes(value)),
        `${id}: ${type} is left in ${JSON.stringify(output)}`,
      );
    }
    for (const negative of negatives) {
      const isKept = numbers.has(negative)
        ? leaves.includes(Number(negative))
        : leaves.some((leaf) => String(leaf).includes(negative));
      count('survival', isKept, `${id}: ${negative} is lost in ${JSON.stringify(output)}`);
    }
    count('shape', isAlike(input, output), `${id}: another shape`);
  }
  const share = ([right, all]: readonly [number, number]): number => (all === 0 ? 1 : right / all);
  return {
    core: share(counts.core),
    extended: share(counts.extended),
    survival: share(counts.survival),
    shape: share(counts.shape),
    faults,
  };
}

function leavesOf(value: unknown): unknown[] {
  if (Array.isArray(value)) return value.flatMap(leavesOf);
  if (typeof value !== 'object' || value === null) return [value];
  return Object.entries(value).flatMap(([key, item]) => [key, ...leavesOf(item)]);
}

function isAlike(before: unknown, after: unknown): boolean {
  if (typeof before !== 'object' || before === null) return typeof after !== 'object' || after === null;
  if (typeof after !== 'object' || after === null || Array.isArray(before) !== Array.isArray(after)) return false;
  const [left, right] = [Object.values(before), Object.values(after)];
  return left.length === right.length && left.every((value, at) => isAlike(value, right[at]));
}
