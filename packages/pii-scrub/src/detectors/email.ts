import { codesOf, isAlphanumeric, isLetter } from '../char-class.ts';
import type { Found, SelectiveDetector } from '../detector.ts';
import { isMasked } from '../operators/mask.ts';
import { HOLDS } from '../passage.ts';

const [DASH, DOT] = [45, 46];
const MAX_LOCAL = 64;
const LOCAL_PUNCTUATION = codesOf(".!#$*+-^_`{|}~'");
const DOMAIN = /[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+/uy;
const ASCII_DOMAIN = /[a-z0-9-]+(?:\.[a-z0-9-]+)+/iy;
const TOP_LEVEL = /\.(?:\p{L}{2,}|xn--[a-z0-9-]{2,59})$/iu;
/** The part of `example.com-1` or `example.com42` that is a host: what a query joined to an address does not hide it. */
const HOST_BEFORE_MORE = /^(?:[\p{L}\p{N}-]+\.)*[\p{N}-]*\p{L}[\p{L}\p{N}-]*\.\p{L}{2,}/u;
const FILE_NAME = /^\dx\.|\.(?:avif|bmp|css|gif|html?|ico|jpe?g|json|jsx?|mjs|pdf|png|svg|tsx?|txt|webp|xml|ya?ml)$/i;
const FOREIGN_LETTER = /^[\p{L}\p{N}]$/u;
const USERINFO = /:\/\/[^\s/@]*$/;
const REPOSITORY_USERS = new Set(['git', 'hg', 'svn']);

/** E-mail addresses, internationalised ones too, also with `%40` for the at sign; not git remotes, package specs or `@2x` files. */
export const email: SelectiveDetector = {
  type: 'email',
  needs: { holds: HOLDS.at | HOLDS.percent, announced: 0 },
  find({ text, units, isAscii, holds }, found) {
    const shape = isAscii ? ASCII_DOMAIN : DOMAIN;
    const judge = (at: number, domainFrom: number): void => {
      if (!mayTouch(units[at - 1] ?? 0) || !mayTouch(units[domainFrom]!)) return;
      if (!isAscii || mayBeHost(units, domainFrom)) judgeAddress(text, at, domainFrom, shape, found);
    };
    for (let at = text.indexOf('@'); at >= 0; at = text.indexOf('@', at + 1)) judge(at, at + 1);
    if ((holds & HOLDS.percent) === 0) return;
    for (let at = text.indexOf('%40'); at >= 0; at = text.indexOf('%40', at + 3)) judge(at, at + 3);
  },
};

/** False for what neither ends a local part nor begins a domain. */
const mayTouch = (code: number): boolean => code > 32 && code !== 64;

/** True when a dot with two letters after it comes in the run of letters, digits, dashes and dots. */
function mayBeHost(units: Uint8Array, from: number): boolean {
  for (let at = from; ; at++) {
    const code = units[at]!;
    if (code === DOT) {
      if (isLetter(units[at + 1]!) && isLetter(units[at + 2]!)) return true;
    } else if (code !== DASH && !isAlphanumeric(code)) return false;
  }
}

function judgeAddress(text: string, at: number, domainFrom: number, shape: RegExp, found: Found): void {
  shape.lastIndex = domainFrom;
  const host = shape.exec(text)?.[0].replace(/-+$/, '');
  if (host === undefined) return;
  const start = text[at - 1] === '"' ? quotedLocalStart(text, at) : localStart(text, at);
  if (start === at || REPOSITORY_USERS.has(text.slice(start, at)) || isMasked(text.slice(start, at))) return;
  const domain = TOP_LEVEL.test(host) ? host : HOST_BEFORE_MORE.exec(host)?.[0];
  if (domain === undefined || FILE_NAME.test(domain)) return;
  if (USERINFO.test(text.slice(Math.max(0, start - 200), start))) return;
  found(start, domainFrom + domain.length);
}

function localStart(text: string, at: number): number {
  let start = at;
  while (start > 0 && at - start < MAX_LOCAL && isLocalChar(text, start - 1)) start--;
  while (start < at && LOCAL_PUNCTUATION.has(text.charCodeAt(start)) && text[start] !== '_') start++;
  const afterEscape = text[start - 1] === '\\' && /[nrt]/.test(text.charAt(start));
  return afterEscape && start + 1 < at ? start + 1 : start;
}

/** `"ada lovelace"@example.org` */
function quotedLocalStart(text: string, at: number): number {
  const quote = text.lastIndexOf('"', at - 2);
  return quote >= 0 && at - quote < MAX_LOCAL && !text.slice(quote, at).includes('\n') ? quote : at;
}

function isLocalChar(text: string, index: number): boolean {
  const code = text.charCodeAt(index);
  if (code < 128) return isAlphanumeric(code) || LOCAL_PUNCTUATION.has(code);
  return FOREIGN_LETTER.test(text.charAt(index));
}
