#!/usr/bin/env -S node --max-semi-space-size=4
import { createServer, noneOnLoopback } from '@mcp-chassis/server-kit';
import { createStderrLogger, runMain, serve } from '@mcp-chassis/server-kit/node';
import { readOptions } from './cli/read-options.ts';
import { openDeps } from './deps.ts';
import { serverSpec } from './server-spec.ts';

await runMain('mcp-postgres-replicas', async () => {
  const { config, transport } = await readOptions(process.argv.slice(2), process.env);
  const log = createStderrLogger('postgres-replicas');
  const deps = await openDeps(config, transport, process.env, log);
  const server = createServer({
    ...serverSpec(deps),
    owner: config.owner,
    environment: config.environment,
    auth: noneOnLoopback({ agent: config.agent.id, owner: config.agent.owner }),
    http: config.http,
    log,
  });
  await serve(server, transport, { onClose: deps.close });
});
