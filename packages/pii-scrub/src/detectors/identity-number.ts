import { isAlphanumeric, isDigit, isWordChar } from '../char-class.ts';
import { wordsAround } from '../context.ts';
import type { SelectiveDetector } from '../detector.ts';
import { compileIdKinds, type IdAutomaton, type IdReading } from '../id-automaton.ts';
import type { IdKind } from '../id-kind.ts';
import { createNearbyWords } from '../nearby-words.ts';
import { HOLDS, type Passage } from '../passage.ts';
import { ANNOUNCES } from '../telling-words.ts';

const [SPACE, DASH, DOT, SLASH] = [32, 45, 46, 47];

/** At least as long as any number is written. */
const LONGEST = 40;

/** Finds every kind of identity number in one go; where several fit, the first in the list names the hit. */
export function createIdentityNumberDetector(kinds: readonly IdKind[]): SelectiveDetector {
  const all = compileIdKinds(kinds);
  const alone = compileIdKinds(kinds.map((kind) => ({ ...kind, beside: [] })));
  return {
    type: 'national_id',
    needs: { holds: HOLDS.digits | HOLDS.letteredStarts, announced: 0 },
    find(passage, found) {
      const { units, digitRuns, freeRuns, letteredStarts } = passage;
      let isAnnounced = createNearbyWords(passage, ANNOUNCES.number);
      let done = 0;
      /** Takes the longest number from `start` on. */
      const judge = (start: number, automaton: IdAutomaton): boolean => {
        for (let at = automaton.walk(units, start) - 1; at >= 0; at--) {
          const end = automaton.ends[at]!;
          if (!isFreeAfter(units, end) || (automaton === alone && isPartOfMore(passage, start, end))) continue;
          const kind = kindOf(passage, start, end, automaton.readings[at]!);
          if (kind === undefined) continue;
          found(start, end, kind.type);
          done = end;
          return true;
        }
        return false;
      };
      for (let at = 0; at < freeRuns.length; at++) {
        const run = freeRuns[at]!;
        const start = digitRuns[run]!;
        if (start < done) continue;
        const end = digitRuns[run + 1]!;
        const automaton = isAnnounced(start, start + LONGEST) ? all : alone;
        if (automaton.mayBegin(end - start, units[end]!) && judge(start, automaton)) continue;
        const apart = startApart(units, start);
        if (apart >= done && apart !== start) judge(apart, automaton);
      }
      done = 0;
      isAnnounced = createNearbyWords(passage, ANNOUNCES.number);
      for (let at = 0; at < letteredStarts.length; at++) {
        const start = letteredStarts[at]!;
        if (start >= done) judge(start, isAnnounced(start, start + LONGEST) ? all : alone);
      }
    },
  };
}

function kindOf(passage: Passage, start: number, end: number, readings: readonly IdReading[]): IdKind | undefined {
  const raw = passage.text.slice(start, end);
  const compact = compactOf(raw);
  let around: string | undefined;
  for (const { kind, needsWord } of readings) {
    if (!kind.accepts(compact, raw)) continue;
    if (!needsWord && !isPartOfMore(passage, start, end)) return kind;
    around ??= wordsAround(passage, start, end);
    if (kind.words.test(around)) return kind;
  }
  return undefined;
}

/** True when a group as long as the last, or the first, stands beside the groups after the same blank: one of four fours, not three. */
function isPartOfMore({ units }: Passage, start: number, end: number): boolean {
  let [first, last] = [start, end];
  while (isDigit(units[first]!)) first++;
  while (isDigit(units[last - 1]!)) last--;
  const [joint, firstLength, lastLength] = [units[first]!, first - start, end - last];
  if (first === end || (joint !== SPACE && joint !== DASH) || units[last - 1] !== joint) return false;
  return (
    (units[end] === joint && lastLength > 1 && digitsFrom(units, end + 1, 1) === lastLength) ||
    (units[start - 1] === joint && firstLength > 1 && digitsFrom(units, start - 2, -1) === firstLength)
  );
}

function digitsFrom(units: Uint8Array, from: number, step: 1 | -1): number {
  let count = 0;
  while (count <= LONGEST && isDigit(units[from + count * step]!)) count++;
  return count;
}

function compactOf(raw: string): string {
  let compact = '';
  let from = 0;
  let hasSmall = false;
  for (let at = 0; at < raw.length; at++) {
    const code = raw.charCodeAt(at);
    if (code > 96) hasSmall = true;
    else if (!isAlphanumeric(code)) {
      compact += raw.slice(from, at);
      from = at + 1;
    }
  }
  const solid = from === 0 ? raw : compact + raw.slice(from);
  return hasSmall ? solid.toUpperCase() : solid;
}

/** Up to three capitals may stand before a blank or dash, as in `AB 12 34 56 C`. */
function startApart(units: Uint8Array, start: number): number {
  const gap = units[start - 1];
  if (gap !== SPACE && gap !== DASH) return start;
  let from = start - 1;
  while (start - from < 5 && from > 0 && isCapital(units[from - 1]!)) from--;
  return from < start - 1 && (from === 0 || !isJoined(units[from - 1]!)) ? from : start;
}

const isJoined = (code: number): boolean => isWordChar(code) || code === DASH || code === DOT;

const isCapital = (code: number): boolean => code >= 65 && code <= 90;

function isFreeAfter(units: Uint8Array, end: number): boolean {
  const after = units[end]!;
  if (isWordChar(after)) return false;
  const beyond = units[end + 1]!;
  if (after === DASH || after === DOT) return !isWordChar(beyond);
  return after !== SLASH || !isDigit(beyond);
}
