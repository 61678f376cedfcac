import { HOLDS } from './passage.ts';

/** What one byte of a passage is to the scan. */
export const UNIT = { other: 0, digit: 1, lower: 2, upper: 3, joint: 4, sign: 5, mark: 6 } as const;

const MARKS: Readonly<Record<string, number>> = {
  '@': HOLDS.at,
  '%': HOLDS.percent,
  '<': HOLDS.less,
  '~': HOLDS.tilde,
};

/** By ASCII code; `other` from 0x80 on. */
export const UNIT_CLASSES = table((char) => {
  if (/[0-9]/.test(char)) return UNIT.digit;
  if (/[a-z]/.test(char)) return UNIT.lower;
  if (/[A-Z]/.test(char)) return UNIT.upper;
  if (/[_.-]/.test(char)) return UNIT.joint;
  if (/[:=]/.test(char)) return UNIT.sign;
  return char in MARKS ? UNIT.mark : UNIT.other;
});

/** The bit of `HOLDS` for a `mark`. */
export const MARK_BITS = table((char) => MARKS[char] ?? 0);

export const HEX_OR_COLON = table((char) => Number(/[\da-f:]/i.test(char)));

function table(classify: (char: string) => number): Uint8Array {
  return Uint8Array.from({ length: 256 }, (_, code) => (code < 128 ? classify(String.fromCharCode(code)) : 0));
}
