import ipaddr from 'ipaddr.js';
import { isWordChar } from '../char-class.ts';
import { colonChain } from '../colon-chain.ts';
import { isAfter } from '../context.ts';
import type { Found, SelectiveDetector } from '../detector.ts';
import { createNearbyWords, type NearbyWords } from '../nearby-words.ts';
import { HOLDS, type Passage } from '../passage.ts';
import { ANNOUNCES } from '../telling-words.ts';

const DOTTED = /\d{1,3}\.\d{1,3}\.\d{1,3}\.\d{1,3}/y;
const VERSION_BEFORE =
  /(?:\b(?:versions?|ver|vers|rev|release[ds]?|build|firmware|driver|kernel|patch|oid|upgrade[ds]?|agent|snmp|assembly|chapter|section|sdk|runtime|library|product)\b[ :="'(]*(?:(?:to|from|number|no\.?|is|was) *[:=]?)? ?["']?|\bv\.? ?|[a-z]\/|[~^])$/i;
const VERSION_AFTER = /^(?:\.\d|\+[a-z]|-(?:alpha|beta|rc|snapshot|dev|pre|build|[a-z]\d))/i;
const LONGEST = 45;
const LONGEST_DOTTED = 15;
const [PLUS, DASH, DOT, SLASH, ZERO, COLON, CARET, TILDE] = [43, 45, 46, 47, 48, 58, 94, 126];
/** Of the addresses that are given out; `bad::c0de` is a word. */
const FIRST_GROUP = /^(?:[23][\da-f]{3}|f[c-f][\da-f]{2}|64|100)?:/i;
/** A network is no host. */
const NETWORK = /^(?:.*\.0\/(?:[89]|1\d|2[0-4])|.*::\/\d{1,2})(?!\d)/;
/** Not anybody's address: unspecified and loopback. */
const IMPERSONAL = /^::1?$/;

/** IPv4 and IPv6 addresses; not versions, OIDs, loopback or masks. */
export const ipAddress: SelectiveDetector = {
  type: 'ip',
  needs: { holds: HOLDS.freeRuns | HOLDS.hexColons, announced: 0 },
  find(passage, found) {
    const { text, units, digitRuns, freeRuns, hexColons } = passage;
    const mayBeVersion = createNearbyWords(passage, ANNOUNCES.version);
    for (let at = 0; at < freeRuns.length; at++) {
      const run = freeRuns[at]!;
      if (units[digitRuns[run + 1]!] === DOT && isVersion4(passage, run)) {
        judgeVersion4(passage, digitRuns[run]!, digitRuns[run + 7]!, mayBeVersion, found);
      }
    }
    for (let at = 0; at < hexColons.length; at++) judgeVersion6(text, hexColons[at]!, found);
  },
};

/** Four numbers up to 255 without leading zeros and with dots between; not of all hosts, of this one, or a mask. */
function isVersion4({ units, digitRuns }: Passage, first: number): boolean {
  const last = first + 6;
  const start = digitRuns[first]!;
  if (last >= digitRuns.length || digitRuns[last + 1]! - start > LONGEST_DOTTED) return false;
  let sum = 0;
  let head = 0;
  for (let run = first; run <= last; run += 2) {
    const from = digitRuns[run]!;
    const end = digitRuns[run + 1]!;
    if (run < last && (units[end] !== DOT || digitRuns[run + 2] !== end + 1)) return false;
    if (end - from > 3 || (units[from] === ZERO && end - from > 1)) return false;
    let value = 0;
    for (let at = from; at < end; at++) value = value * 10 + units[at]! - ZERO;
    if (value > 255) return false;
    if (run === first) head = value;
    sum += value;
  }
  return sum > 0 && head !== 127 && head !== 255;
}

function judgeVersion4(passage: Passage, start: number, end: number, mayBeVersion: NearbyWords, found: Found): void {
  const { text, units } = passage;
  const before = start === 0 ? 0 : units[start - 1]!;
  const after = units[end]!;
  if (isWordChar(before) || before === DOT || isWordChar(after)) return;
  if ((after === DOT || after === PLUS || after === DASH) && VERSION_AFTER.test(text.slice(end, end + 9))) return;
  if (
    before === DASH &&
    isWordChar(text.charCodeAt(start - 2)) &&
    !/ip-$/i.test(text.slice(Math.max(0, start - 3), start))
  )
    return;
  if (after === SLASH && NETWORK.test(text.slice(start, end + 3))) return;
  const isMarked = before === SLASH || before === TILDE || before === CARET;
  if (!(isMarked || mayBeVersion(start, start)) || !isAfter(passage, start, VERSION_BEFORE)) found(start, end);
}

/** Eight groups of up to four digits, or fewer with one gap; what ends in dots is left to the library. */
function isVersion6(address: string): boolean {
  let [groups, digits, gaps] = [0, 0, 0];
  for (let at = 0; at < address.length; at++) {
    const code = address.charCodeAt(at);
    if (code === DOT) return ipaddr.IPv6.isValid(address);
    if (code !== COLON) {
      if (++digits > 4) return false;
      if (digits === 1) groups++;
      continue;
    }
    if (digits === 0 && address.charCodeAt(at - 1) === COLON) gaps++;
    else if (at === 0 && address.charCodeAt(1) !== COLON) return false;
    digits = 0;
  }
  if (digits === 0 && !address.endsWith('::')) return false;
  return gaps === 0 ? groups === 8 : gaps === 1 && groups < 8;
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
  if (isKnown && !IMPERSONAL.test(address) && isVersion6(address)) found(start, start + address.length);
}
