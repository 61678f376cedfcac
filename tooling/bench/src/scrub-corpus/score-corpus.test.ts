import { createScrubber } from '@mcp-chassis/pii-scrub';
import { expect, test } from 'vitest';
import { makeCorpus } from './make-corpus.ts';
import { scoreCorpus } from './score-corpus.ts';

const scrubber = createScrubber();

test.each([11, 2_026])('corpus %d is scrubbed of what is personal and keeps what is ordinary [D1] [D2]', (seed) => {
  const score = scoreCorpus(makeCorpus(seed, 3_000), (input, kind) => scrubber.scrub(input, kind).value);
  expect(score.core).toBeGreaterThanOrEqual(0.99);
  expect(score.extended).toBeGreaterThanOrEqual(0.98);
  expect(score.survival).toBeGreaterThanOrEqual(0.99);
  expect(score.shape).toBe(1);
});

test('the kind changes nothing but numbers that may be cards [D1]', () => {
  for (const { input } of makeCorpus(5, 300)) {
    expect(scrubber.scrub(input, 'json').value).toEqual(scrubber.scrub(input).value);
  }
  expect(scrubber.scrub({ n: 4_111_111_111_111_111 }).value).toEqual({ n: 4_111_111_111_111_111 });
  expect(scrubber.scrub({ n: 4_111_111_111_111_111 }, 'row').value).toEqual({ n: '[card]' });
});
