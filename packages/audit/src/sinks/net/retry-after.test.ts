import { expect, test } from 'vitest';
import { parseRetryAfter } from './retry-after.ts';

const now = Date.parse('2026-11-21T08:00:00Z');

test.each([
  ['7', 7_000],
  [' 7 ', 7_000],
  ['0', 0],
  ['86400', 3_600_000],
  ['99999999999999999999', 3_600_000],
  ['Sat, 21 Nov 2026 08:00:30 GMT', 30_000],
  ['Sat, 21 Nov 2026 07:00:00 GMT', 0],
  ['Sun, 21 Nov 2027 08:00:00 GMT', 3_600_000],
  ['soon', undefined],
  ['', undefined],
  [undefined, undefined],
])('Retry-After %j is a wait of %j ms, of an hour at most [C2]', (header, waitMs) => {
  expect(parseRetryAfter(header, now)).toBe(waitMs);
});
