import { expect, test } from 'vitest';
import { openServer } from '../testing/open-server.ts';

const server = openServer();

test.each([
  ['brief', 'fast'],
  ['detailed', 'standard'],
  ['simple', 'standard'],
])('explains %s on the tier %s [I1, I3]', async (depth, tier) => {
  expect(await server.call('explain_code', { code: 'let a = 1;', depth })).toMatchObject({
    ok: true,
    value: { depth, tier },
  });
});

test('explains briefly when it is not told how [I1]', async () => {
  expect(await server.call('explain_code', { code: 'x' })).toMatchObject({
    value: { depth: 'brief', tier: 'fast' },
  });
});
