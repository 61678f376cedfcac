import ipaddr from 'ipaddr.js';
import { isHexDigit, isWordChar } from '../char-class.ts';
import type { Detector, Found } from '../detector.ts';

const DOTTED = /\d{1,3}\.\d{1,3}\.\d{1,3}\.\d{1,3}/y;
const VERSION_BEFORE =
  /(?:\b(?:version|ver|release|build|firmware|driver|oid|upgrade[ds]?|agent)\b[ :=]*(?:to )?|\bv\.? ?|[a-z]\/)$/i;
const MAPPED = /(?:\d{1,3}\.){3}\d{1,3}/y;
const MAX_LENGTH = 45;
const DOT = 46;
const COLON = 58;
/** Not anybody's address: unspecified, loopback, broadcast, and masks. */
const IMPERSONAL = /^(?:0\.0\.0\.0|127\.\d+\.\d+\.\d+|255\.\d+\.\d+\.\d+|::1?)$/;

/** IPv4 and IPv6 addresses; not versions, OIDs, loopback or masks. */
export const ipAddress: Detector = {
  type: 'ip',
  find({ text, digitRuns }, found) {
    for (let run = 0; run + 7 < digitRuns.length; run += 2) {
      if (text.charCodeAt(digitRuns[run + 1]!) === DOT && digitRuns[run + 6]! - digitRuns[run]! <= 12) {
        judgeVersion4(text, digitRuns[run]!, found);
      }
    }
    for (let at = text.indexOf(':'); at >= 0; at = text.indexOf(':', at + 1)) at = judgeVersion6(text, at, found);
  },
};

function judgeVersion4(text: string, start: number, found: Found): void {
  const before = text.charCodeAt(start - 1);
  if (isWordChar(before) || before === DOT) return;
  DOTTED.lastIndex = start;
  const address = DOTTED.exec(text)?.[0];
  if (address === undefined || !ipaddr.IPv4.isValidFourPartDecimal(address) || IMPERSONAL.test(address)) return;
  const end = start + address.length;
  if (isWordChar(text.charCodeAt(end)) || /^(?:\.\d|[-+][a-z])/i.test(text.slice(end, end + 2))) return;
  if (!VERSION_BEFORE.test(text.slice(Math.max(0, start - 16), start))) found(start, end);
}

/** Returns the last position looked at, so that a run of colons is read once. */
function judgeVersion6(text: string, colon: number, found: Found): number {
  let start = colon;
  while (colon - start < 5 && isHexDigit(text.charCodeAt(start - 1))) start--;
  let end = colon;
  let colons = 0;
  for (let code = COLON; code === COLON || isHexDigit(code); code = text.charCodeAt(++end))
    if (code === COLON) colons++;
  const last = end - 1;
  if (colons < 2 || end - start > MAX_LENGTH || isWordChar(text.charCodeAt(start - 1))) return last;
  MAPPED.lastIndex = text.lastIndexOf(':', last) + 1;
  if (text.charCodeAt(end) === DOT && MAPPED.test(text)) end = MAPPED.lastIndex;
  const address = text.slice(start, end).replace(/([^:]):$/, '$1');
  if (!/::|(?:[^:]*:){7}/.test(address) || !/\d/.test(address) || isWordChar(text.charCodeAt(end))) return last;
  if (!IMPERSONAL.test(address) && ipaddr.IPv6.isValid(address)) found(start, start + address.length);
  return last;
}
