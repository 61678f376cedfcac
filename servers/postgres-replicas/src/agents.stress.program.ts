import { createServer } from '@mcp-chassis/server-kit';
import { createStderrLogger, runMain, serve } from '@mcp-chassis/server-kit/node';
import type { Authenticator } from '@mcp-chassis/tool-kit';
import { readOptions } from './cli/read-options.ts';
import { openDeps } from './deps.ts';
import { serverSpec } from './server-spec.ts';

/** `main.ts` but for who calls: without authentication all callers are one agent, and here they are many. */
await runMain('agents', async () => {
  const { config, transport } = await readOptions(process.argv.slice(2), process.env);
  const log = createStderrLogger('postgres-replicas');
  const deps = await openDeps(config, transport, process.env, log);
  const server = createServer({
    ...serverSpec(deps),
    owner: config.owner,
    environment: config.environment,
    auth: takeTokenForAgent(config.agent.owner),
    http: config.http,
    log,
  });
  await serve(server, transport, { onClose: deps.close });
});

/** Believes every bearer token to be the agent's id. Proves nothing. */
function takeTokenForAgent(owner: string): Authenticator {
  return {
    name: 'token-is-agent',
    loopbackOnly: true,
    authenticate: ({ token = 'nobody' }) =>
      Promise.resolve({
        agent: { id: token, owner },
        permissions: ['*'],
        groups: [],
        auth: { method: 'token-is-agent' },
      }),
  };
}
