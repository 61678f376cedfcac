import { describe, expect, test } from 'vitest';
import { openServer } from '../testing/open-server.ts';
import { tokenAuthenticator } from './token-authenticator.ts';

const names = async (scope: readonly string[]) => (await openServer({ scope }).listTools()).map((tool) => tool['name']);

describe('a scope', () => {
  test('that was not granted hides its tools and refuses them [I4, A3]', async () => {
    expect(await names([])).toEqual([]);
    expect(await names(['codegen:read'])).toEqual(['get_routing_info']);
    expect(await names(['codegen:generate'])).toHaveLength(11);
    expect(await names(['codegen:generate', 'codegen:read'])).toHaveLength(12);
    expect(await openServer({ scope: ['codegen:read'] }).call('run_quick_task', { task: 'x' })).toMatchObject({
      code: 'FORBIDDEN',
      error: { details: { needed: 'codegen:generate' } },
    });
  });

  test.each(['*', 'codegen', 'codegen:generate '])('named %j grants nothing [I4]', async (scope) => {
    expect(await names([scope])).toEqual([]);
  });
});

test.each([undefined, null, {}, { agent: 'a' }, { agent: 'a', owner: 'b', clientId: 'c' }, 'token'])(
  'without what the OAuth server has proven nobody is let in: %j [I4]',
  async (props) => {
    await expect(tokenAuthenticator.authenticate({ transport: 'http', token: 'x', props })).rejects.toMatchObject({
      code: 'UNAUTHENTICATED',
    });
  },
);
