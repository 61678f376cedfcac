import { colonChain } from '../colon-chain.ts';
import { isHexDigit, isWordChar } from '../char-class.ts';
import type { Found, SelectiveDetector } from '../detector.ts';
import { HOLDS } from '../passage.ts';

const COLONS = /[\da-f]{2}(?::[\da-f]{2}){5}/iy;
const DASHES = /[\da-f]{2}(?:-[\da-f]{2}){5}/iy;
const DOTS = /[\da-f]{4}\.[\da-f]{4}\.[\da-f]{4}/iy;
const [DOT, DASH, COLON] = [46, 45, 58];
const DASHED_LENGTH = 17;
const DOTTED_LENGTH = 14;

/** MAC addresses of six octets, as `5a:c2:9d:70:4d:01`, `5A-C2-9D-70-4D-01` or `5ac2.9d70.4d01`; not longer fingerprints. */
export const macAddress: SelectiveDetector = {
  type: 'mac',
  needs: { holds: HOLDS.hexColons | HOLDS.longTokens | HOLDS.freeRuns | HOLDS.letteredStarts, announced: 0 },
  find({ text, units, hexColons, longTokens, digitRuns, freeRuns, letteredStarts }, found) {
    const judgeDots = (start: number): void => {
      if (units[start + 4] === DOT && units[start + 9] === DOT) judge(text, start, DOTS, found);
    };
    for (let at = 0; at < hexColons.length; at++) {
      const chain = colonChain(text, hexColons[at]!);
      if (chain.colons === 5) judge(text, chain.start, COLONS, found);
    }
    for (let token = 0; token < longTokens.length; token += 2) {
      const start = longTokens[token]!;
      const isDashed = longTokens[token + 1]! - start === DASHED_LENGTH && text.charCodeAt(start + 2) === DASH;
      if (isDashed) judge(text, start, DASHES, found);
    }
    for (let at = 0; at < freeRuns.length; at++) judgeDots(digitRuns[freeRuns[at]!]!);
    for (let at = 0; at < letteredStarts.length; at++) judgeDots(letteredStarts[at]!);
  },
};

function judge(text: string, start: number, shape: RegExp, found: Found): void {
  shape.lastIndex = start;
  if (!shape.test(text)) return;
  const end = shape.lastIndex;
  const address = text.slice(start, end);
  const isPart = [text.charCodeAt(start - 1), text.charCodeAt(end)].some(
    (code) =>
      isWordChar(code) ||
      code === DASH ||
      (code === COLON && end - start !== DOTTED_LENGTH && isHexDigit(text.charCodeAt(end + 1))),
  );
  const isTelling = address.length !== DOTTED_LENGTH || (/[a-f]/i.test(address) && /\d/.test(address));
  if (!isPart && isTelling && !/^(..)(?:.\1){5}$/.test(address)) found(start, end);
}
