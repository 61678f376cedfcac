import { UNIT, UNIT_CLASSES } from './unit-class.ts';

const [PLUS, CLOSE, DASH, SLASH, COLON, UNDERSCORE] = [43, 41, 45, 47, 58, 95];

/**
 * True for a run of digits that may begin a number. Between a word and a number some signs make one token, as in `ORD-2020` and
 * `v1.2`; a colon or slash only between numbers.
 */
export function isFreeRun(units: Uint8Array, start: number): boolean {
  if (start === 0) return true;
  const before = units[start - 1]!;
  const kind = UNIT_CLASSES[before]!;
  if (kind === UNIT.lower || kind === UNIT.upper || before === UNDERSCORE) return false;
  if (start === 1 || (kind !== UNIT.joint && before !== COLON && before !== SLASH && before !== PLUS)) return true;
  const beyond = units[start - 2]!;
  const beyondKind = UNIT_CLASSES[beyond]!;
  if (before === COLON || before === SLASH) return beyondKind !== UNIT.digit;
  if (before === DASH && beyondKind === UNIT.upper) return start === 2 || !isOfToken(units[start - 3]!);
  if (!isOfToken(beyond)) return beyond !== CLOSE;
  return beyond !== UNDERSCORE && beyondKind === UNIT.joint;
}

/** A letter, a digit or a joint. */
function isOfToken(code: number): boolean {
  const kind = UNIT_CLASSES[code]!;
  return kind > UNIT.other && kind < UNIT.sign;
}
