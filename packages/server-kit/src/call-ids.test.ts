import { expect, test } from 'vitest';
import { createCallIds } from './call-ids.ts';

test('ids are ULIDs of their time, and no two of ten thousand are alike', () => {
  const newId = createCallIds();
  const at = Date.UTC(2026, 10, 21);
  const ids = Array.from({ length: 10_000 }, () => newId(at));
  expect(new Set(ids).size).toBe(10_000);
  for (const id of ids) expect(id).toMatch(/^01M7XPE600[0-9A-HJKMNP-TV-Z]{16}$/);
  const last = new Set(ids.map((id) => id.at(-1)));
  expect(last.size).toBe(32);
});
