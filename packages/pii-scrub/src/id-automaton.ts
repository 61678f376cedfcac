import type { IdKind } from './id-kind.ts';

/** A kind that a text may be, and whether it needs a word beside it. */
export interface IdReading {
  readonly kind: IdKind;
  readonly needsWord: boolean;
}

/** Walks the units of a text through every way of writing of every kind at once; linear, and at most as long as the longest of them. */
export interface IdAutomaton {
  /** How many ways of writing are complete somewhere after `start`. What they are is in `ends` and `readings`, shortest first. */
  walk(units: Uint8Array, start: number): number;
  /** False where no way of writing begins with so many digits and then the unit `after`, whatever comes next. */
  mayBegin(digits: number, after: number): boolean;
  /** Of the last walk. */
  readonly ends: Int32Array;
  readonly readings: readonly (readonly IdReading[])[];
}

const SEPARATORS = ' -./+';
const LONGEST = 64;
const DIGIT = 1;
const LETTER = 2;
const CLASS_COUNT = 3 + SEPARATORS.length;

const CLASSES = Uint8Array.from({ length: 256 }, (_, code) => {
  const char = String.fromCharCode(code);
  if (/\d/.test(char)) return DIGIT;
  if (/[a-z]/i.test(char) && code < 128) return LETTER;
  return SEPARATORS.includes(char) ? SEPARATORS.indexOf(char) + 3 : 0;
});

const classOfPattern = (char: string): number =>
  char === '9' ? DIGIT : char === 'A' ? LETTER : CLASSES[char.charCodeAt(0)]!;

export function compileIdKinds(kinds: readonly IdKind[]): IdAutomaton {
  const next: number[] = Array.from({ length: CLASS_COUNT }, () => 0);
  const readings: (IdReading[] | undefined)[] = [undefined];

  const add = (pattern: string, reading: IdReading): void => {
    let state = 0;
    for (const char of pattern) {
      const edge = state * CLASS_COUNT + classOfPattern(char);
      if (next[edge] === 0) {
        next[edge] = readings.length;
        readings.push(undefined);
        for (let index = 0; index < CLASS_COUNT; index++) next.push(0);
      }
      state = next[edge]!;
    }
    (readings[state] ??= []).push(reading);
  };
  for (const kind of kinds) {
    for (const pattern of kind.alone) add(pattern, { kind, needsWord: false });
    for (const pattern of kind.beside) add(pattern, { kind, needsWord: true });
  }

  const edges = Uint16Array.from(next);
  const beginnings = beginningsOf(edges, readings);
  const ends = new Int32Array(LONGEST);
  const reached: (readonly IdReading[])[] = Array.from({ length: LONGEST }, () => []);
  return {
    ends,
    readings: reached,
    mayBegin: (digits, after) => digits < LONGEST && beginnings[digits * CLASS_COUNT + CLASSES[after]!] === 1,
    walk(units, start) {
      let count = 0;
      for (let at = start, state = 0; ;) {
        const edge = CLASSES[units[at++]!]!;
        state = edge === 0 ? 0 : edges[state * CLASS_COUNT + edge]!;
        if (state === 0) return count;
        const complete = readings[state];
        if (complete === undefined) continue;
        ends[count] = at;
        reached[count++] = complete;
      }
    },
  };
}

/** By a count of digits and the class of what follows: 1 where something is complete there, or goes on. */
function beginningsOf(edges: Uint16Array, readings: readonly unknown[]): Uint8Array {
  const beginnings = new Uint8Array(LONGEST * CLASS_COUNT);
  for (let digits = 1, state = edges[DIGIT]!; state !== 0; state = edges[state * CLASS_COUNT + DIGIT]!, digits++) {
    for (let kind = 0; kind < CLASS_COUNT; kind++) {
      const goesOn = kind !== 0 && edges[state * CLASS_COUNT + kind] !== 0;
      if (goesOn || readings[state] !== undefined) beginnings[digits * CLASS_COUNT + kind] = 1;
    }
  }
  return beginnings;
}
