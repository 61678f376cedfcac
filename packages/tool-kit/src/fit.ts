import { byteLength, jsonBytes } from './byte-length.ts';

/**
 * The longest head of `items` whose compact JSON takes at most `bytes`, brackets and commas included.
 * What is left out is for the caller to say.
 */
export function fitItems<T>(items: readonly T[], bytes: number): readonly T[] {
  let used = 2;
  for (let i = 0; i < items.length; i += 1) {
    used += jsonBytes(items[i]) + (i === 0 ? 0 : 1);
    if (used > bytes) return items.slice(0, i);
  }
  return items;
}

/** What stands where text was cut: three bytes. */
const ellipsis = '…';

/** `text` cut to at most `bytes` of UTF-8 between two code points, with `…` where it was cut, if there is room for it. */
export function fitText(text: string, bytes: number): string {
  if (text.length * 3 <= bytes || byteLength(text) <= bytes) return text;
  let used = byteLength(ellipsis);
  if (used > bytes) return '';
  let end = 0;
  for (const character of text) {
    used += byteLength(character);
    if (used > bytes) break;
    end += character.length;
  }
  return text.slice(0, end) + ellipsis;
}
