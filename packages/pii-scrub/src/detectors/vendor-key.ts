import { isWordChar } from '../char-class.ts';
import type { Found, SelectiveDetector } from '../detector.ts';
import { HOLDS, type Passage } from '../passage.ts';
import { VENDOR_KEYS } from '../vendor-keys.ts';

const START = 3;
const SHAPES_BY_START = new Map<string, RegExp[]>();
for (const [prefixes, rest] of VENDOR_KEYS) {
  for (const prefix of prefixes.split(' ')) {
    const shape = new RegExp(prefix.replaceAll(/[.$]/g, '\\$&') + rest, 'y');
    const start = prefix.slice(0, START);
    SHAPES_BY_START.set(start, [...(SHAPES_BY_START.get(start) ?? []), shape]);
  }
}
/** Marks the first two characters that any prefix has. */
const FIRST_TWO = new Uint8Array(128 ** 2);
for (const start of SHAPES_BY_START.keys()) FIRST_TWO[start.charCodeAt(0) * 128 + start.charCodeAt(1)] = 1;
/** Keys without a prefix but of a form of their own: Discord, Mailchimp, Terraform Cloud, Azure, Firebase. */
const UNPREFIXED =
  /(?:[MNO][\w-]{23,27}\.[\w-]{6}\.[\w-]{27,45}|[0-9a-f]{32}-us\d{1,2}|[A-Za-z0-9]{14}\.atlasv1\.[\w-]{60,70}|\w{3}\dQ~[\w~.-]{31,34})(?![\w-])/y;
const WEBHOOK =
  /https:\/\/(?:hooks\.slack\.com\/(?:services|workflows|triggers)|(?:\w+\.)?discord(?:app)?\.com\/api\/webhooks|hooks\.zapier\.com\/hooks\/catch|[\w-]+\.webhook\.office\.com\/webhookb2)\/([\w/@-]{20,250})/y;
const TELEGRAM = /\d{8,10}:[\w-]{35}(?![\w-])/y;
const SHORTEST_AZURE = 30;

/** API keys and tokens that vendors mark with a prefix, and webhook addresses. */
export const vendorKey: SelectiveDetector = {
  type: 'api_key',
  needs: { holds: HOLDS.longTokens | HOLDS.tilde | HOLDS.scheme | HOLDS.labelledNumber, announced: 0 },
  find(passage, found) {
    const { text, units, holds, longTokens } = passage;
    for (let token = 0; token < longTokens.length; token += 2) {
      const start = longTokens[token]!;
      const isMarked = FIRST_TWO[units[start]! * 128 + units[start + 1]!] === 1;
      const end = isMarked || isUnprefixedLike(units, start, longTokens[token + 1]!) ? endOfKey(text, start) : -1;
      if (end > 0 && !isWordChar(text.charCodeAt(end))) found(start, end);
    }
    if ((holds & HOLDS.tilde) !== 0) {
      findAzure(text, found);
      findOpenShift(text, found);
    }
    if ((holds & HOLDS.scheme) !== 0) findWebhooks(text, found);
    if ((holds & HOLDS.labelledNumber) !== 0) findTelegram(passage, found);
  },
};

function findAzure(text: string, found: Found): void {
  for (let tilde = text.indexOf('Q~'); tilde >= 0; tilde = text.indexOf('Q~', tilde + 2)) {
    UNPREFIXED.lastIndex = tilde - 4;
    const isAlone = tilde >= 4 && !isWordChar(text.charCodeAt(tilde - 5));
    if (isAlone && UNPREFIXED.test(text) && UNPREFIXED.lastIndex - tilde > SHORTEST_AZURE)
      found(tilde - 4, UNPREFIXED.lastIndex);
  }
}

const OPENSHIFT = 'sha256~';
const OPENSHIFT_TOKEN = /[\w-]{43}(?![\w-])/y;

function findOpenShift(text: string, found: Found): void {
  for (let at = text.indexOf(OPENSHIFT); at >= 0; at = text.indexOf(OPENSHIFT, at + 1)) {
    OPENSHIFT_TOKEN.lastIndex = at + OPENSHIFT.length;
    if (OPENSHIFT_TOKEN.test(text)) found(at, OPENSHIFT_TOKEN.lastIndex);
  }
}

function findWebhooks(text: string, found: Found): void {
  for (let at = text.indexOf('https://'); at >= 0; at = text.indexOf('https://', at + 8)) {
    WEBHOOK.lastIndex = at;
    const path = WEBHOOK.exec(text)?.[1];
    if (path !== undefined) found(WEBHOOK.lastIndex - path.length, WEBHOOK.lastIndex);
  }
}

function findTelegram({ text, units, digitRuns }: Passage, found: Found): void {
  for (let run = 0; run < digitRuns.length; run += 2) {
    const end = digitRuns[run + 1]!;
    if (units[end] !== 58 || end - digitRuns[run]! < 8) continue;
    TELEGRAM.lastIndex = digitRuns[run]!;
    if (TELEGRAM.test(text)) found(digitRuns[run]!, TELEGRAM.lastIndex);
  }
}

/** Discord's tokens begin with M, N or O; Mailchimp's keys are 36 or 37 characters, Terraform's at least 80. */
function isUnprefixedLike(units: Uint8Array, start: number, end: number): boolean {
  const first = units[start]!;
  const length = end - start;
  return (
    length > 75 ||
    (length > 56 && first >= 77 && first <= 79) ||
    (length > 34 && length < 40 && units[start + 32] === 45)
  );
}

function endOfKey(text: string, start: number): number {
  for (let length = START; length > 1; length--) {
    for (const shape of SHAPES_BY_START.get(text.slice(start, start + length)) ?? []) {
      shape.lastIndex = start;
      if (shape.test(text)) return shape.lastIndex;
    }
  }
  UNPREFIXED.lastIndex = start;
  return UNPREFIXED.test(text) ? UNPREFIXED.lastIndex : -1;
}
