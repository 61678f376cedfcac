import { isDigit, isLetter, isWordChar } from '../char-class.ts';
import { isNear } from '../context.ts';
import type { Detector } from '../detector.ts';
import { compileIdKinds, type IdReading } from '../id-automaton.ts';
import type { IdKind } from '../id-kind.ts';
import { createNearbyWords } from '../nearby-words.ts';
import type { Passage } from '../passage.ts';
import { ANNOUNCES } from '../telling-words.ts';

const MOST_LETTERS = 6;
const [SPACE, PLUS, CLOSE, DASH, DOT, SLASH] = [32, 43, 41, 45, 46, 47];

/** Finds every kind of identity number in one go; where several fit, the first in the list names the hit. */
export function createIdentityNumberDetector(kinds: readonly IdKind[]): Detector {
  const automaton = compileIdKinds(kinds);
  const { ends, readings } = automaton;
  return {
    type: 'national_id',
    find(passage, found) {
      const { units, digitRuns } = passage;
      const isAnnounced = createNearbyWords(passage, ANNOUNCES.number);
      let done = 0;
      /** Takes the longest number from `start` on. */
      const judge = (start: number): boolean => {
        for (let at = automaton.walk(units, start) - 1; at >= 0; at--) {
          const end = ends[at]!;
          if (!isFreeAfter(units, end)) continue;
          const kind = kindOf(passage, start, end, readings[at]!, isAnnounced(start, end));
          if (kind === undefined) continue;
          found(start, end, kind.type);
          done = end;
          return true;
        }
        return false;
      };
      for (let run = 0; run < digitRuns.length; run += 2) {
        const start = startOf(units, digitRuns[run]!);
        if (start < done || (isFreeBefore(units, start) && judge(start))) continue;
        const apart = startApart(units, start);
        if (apart >= done && apart !== start) judge(apart);
      }
    },
  };
}

function kindOf(
  passage: Passage,
  start: number,
  end: number,
  readings: readonly IdReading[],
  isAnnounced: boolean,
): IdKind | undefined {
  if (!isAnnounced && readings.every(({ needsWord }) => needsWord)) return undefined;
  const raw = passage.text.slice(start, end);
  const compact = raw.replace(/[^\da-z]/gi, '').toUpperCase();
  return readings.find(
    ({ kind, needsWord }) =>
      (isAnnounced || !needsWord) &&
      kind.accepts(compact, raw) &&
      (!needsWord || isNear(passage, start, end, kind.words)),
  )?.kind;
}

/** Letters right before the first digit belong to the number. */
function startOf(units: Uint8Array, digit: number): number {
  let start = digit;
  while (digit - start < MOST_LETTERS && start > 0 && isLetter(units[start - 1]!)) start--;
  return start;
}

/** Up to three letters may stand before a blank or dash, as in `AB 12 34 56 C`. */
function startApart(units: Uint8Array, start: number): number {
  const gap = units[start - 1];
  if (gap !== SPACE && gap !== DASH) return start;
  let from = start - 1;
  while (start - from < 5 && from > 0 && isLetter(units[from - 1]!)) from--;
  return from < start - 1 && isFreeBefore(units, from) ? from : start;
}

/** A number inside a hash, a longer identifier or a decimal is none. */
function isFreeBefore(units: Uint8Array, start: number): boolean {
  if (start === 0) return true;
  const before = units[start - 1]!;
  if (isWordChar(before)) return false;
  const beyond = units[start - 2] ?? 0;
  if (before === DASH || before === DOT || before === PLUS) return !isWordChar(beyond) && beyond !== CLOSE;
  return before !== SLASH || !isDigit(beyond);
}

function isFreeAfter(units: Uint8Array, end: number): boolean {
  const after = units[end]!;
  if (isWordChar(after)) return false;
  const beyond = units[end + 1]!;
  if (after === DASH || after === DOT) return !isWordChar(beyond);
  return after !== SLASH || !isDigit(beyond);
}
