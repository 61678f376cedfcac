import ipaddr from 'ipaddr.js';
import { isWordChar } from '../char-class.ts';
import { colonChain } from '../colon-chain.ts';
import { isAfter } from '../context.ts';
import type { Detector, Found } from '../detector.ts';
import type { Passage } from '../passage.ts';

const DOTTED = /\d{1,3}\.\d{1,3}\.\d{1,3}\.\d{1,3}/y;
const VERSION_BEFORE =
  /(?:\b(?:versions?|ver|vers|rev|release[ds]?|build|firmware|driver|kernel|patch|oid|upgrade[ds]?|agent|snmp|assembly|chapter|section|sdk|runtime|library|product)\b[ :="'(]*(?:(?:to|from|number|no\.?|is|was) *[:=]?)? ?["']?|\bv\.? ?|[a-z]\/|[~^])$/i;
const LONGEST = 45;
const DOT = 46;
const DASH = 45;
/** Of the addresses that are given out; `bad::c0de` is a word. */
const FIRST_GROUP = /^(?:[23][\da-f]{3}|f[c-f][\da-f]{2}|64|100)?:/i;
/** A network is no host. */
const NETWORK = /^(?:.*\.0\/(?:[89]|1\d|2[0-4])|.*::\/\d{1,2})(?!\d)/;
/** Not anybody's address: unspecified, loopback, broadcast, and masks. */
const IMPERSONAL = /^(?:0\.0\.0\.0|127\.\d+\.\d+\.\d+|255\.\d+\.\d+\.\d+|::1?)$/;

/** IPv4 and IPv6 addresses; not versions, OIDs, loopback or masks. */
export const ipAddress: Detector = {
  type: 'ip',
  find(passage, found) {
    const { text, units, digitRuns, freeRuns, hexColons } = passage;
    for (const run of freeRuns) {
      if (
        run + 7 < digitRuns.length &&
        units[digitRuns[run + 1]!] === DOT &&
        digitRuns[run + 6]! - digitRuns[run]! <= 12
      ) {
        judgeVersion4(passage, digitRuns[run]!, found);
      }
    }
    for (const colon of hexColons) judgeVersion6(text, colon, found);
  },
};

function judgeVersion4(passage: Passage, start: number, found: Found): void {
  const { text } = passage;
  const before = text.charCodeAt(start - 1);
  if (isWordChar(before) || before === DOT) return;
  DOTTED.lastIndex = start;
  const address = DOTTED.exec(text)?.[0];
  if (address === undefined || !ipaddr.IPv4.isValidFourPartDecimal(address) || IMPERSONAL.test(address)) return;
  const end = start + address.length;
  if (
    isWordChar(text.charCodeAt(end)) ||
    /^(?:\.\d|\+[a-z]|-(?:alpha|beta|rc|snapshot|dev|pre|build|[a-z]\d))/i.test(text.slice(end, end + 9))
  )
    return;
  if (
    before === DASH &&
    isWordChar(text.charCodeAt(start - 2)) &&
    !/ip-$/i.test(text.slice(Math.max(0, start - 3), start))
  )
    return;
  if (NETWORK.test(text.slice(start, end + 3))) return;
  if (!isAfter(passage, start, VERSION_BEFORE)) found(start, end);
}

function judgeVersion6(text: string, colon: number, found: Found): void {
  const chain = colonChain(text, colon);
  const { start } = chain;
  let { end } = chain;
  if ((!chain.hasGap && chain.colons < 6) || end - start > LONGEST || isWordChar(text.charCodeAt(start - 1))) return;
  if (text.charCodeAt(end) === DOT) {
    DOTTED.lastIndex = text.lastIndexOf(':', end) + 1;
    if (DOTTED.test(text)) end = DOTTED.lastIndex;
  }
  const address = text.slice(start, end).replace(/([^:]):$/, '$1');
  if (NETWORK.test(text.slice(start, start + address.length + 4))) return;
  if (!/\d/.test(address) || isWordChar(text.charCodeAt(start + address.length))) return;
  const isKnown = chain.colons > 4 || FIRST_GROUP.test(address);
  if (isKnown && !IMPERSONAL.test(address) && ipaddr.IPv6.isValid(address)) found(start, start + address.length);
}
