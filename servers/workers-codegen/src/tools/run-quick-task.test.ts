import { expect, test } from 'vitest';
import { openServer } from '../testing/open-server.ts';

const server = openServer();

test('runs a quick task on the fast tier and says which model answered [I1, I3]', async () => {
  const answer = await server.call('run_quick_task', { task: 'Rename x to total: let x = 1;' });
  expect(answer).toMatchObject({
    ok: true,
    value: {
      tier: 'fast',
      model: '@cf/zai-org/glm-4.7-flash',
      stub: 'fake-inference answered, a stub: no model ran.',
      repairs: 0,
    },
  });
});
