import { isHexDigit } from './char-class.ts';

const FORMS =
  /^(?:(?=\d*[a-f])(?:[\da-f]{32}|[\da-f]{40}|[\da-f]{64})|[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}|\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?(?:Z|[+-]\d\d(?::?\d\d)?)?)?)$/i;
const [SHORTEST, LONGEST, LEAST_HASH] = [10, 64, 32];
const [DASH, YEAR_END, FIRST_GROUP_END] = [45, 4, 8];

/** True for whole cells that are common, long enough to be suspicious, and never personal: UUIDs, hashes in hex and ISO 8601 times. */
export function isOrdinaryText(text: string): boolean {
  const { length } = text;
  if (length < SHORTEST || length > LONGEST || !isHexDigit(text.charCodeAt(0))) return false;
  const mayBe =
    text.charCodeAt(YEAR_END) === DASH ||
    text.charCodeAt(FIRST_GROUP_END) === DASH ||
    (length >= LEAST_HASH && length % 8 === 0 && isHexDigit(text.charCodeAt(YEAR_END)));
  return mayBe && FORMS.test(text);
}
