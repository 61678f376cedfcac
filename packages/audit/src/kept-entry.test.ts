import { expect, test } from 'vitest';
import { noHash, placeEntry, sealEntry, streamHead } from './stream-head.ts';
import { written } from './testing/sample-written.test.support.ts';

test('an entry that a sink renders itself is the entry, as its line is [C2]', () => {
  const head = streamHead({ boot: 'boot', instance: 'instance', hash: noHash, seq: 0 });
  const entry = written('outcome');
  const kept = sealEntry(entry, head, placeEntry(entry, head), 'ab'.repeat(32));
  expect(JSON.stringify(kept)).toBe(kept.json);
  expect(kept.entry.stream).toMatchObject({ seq: 1, hash: kept.hash });
});
