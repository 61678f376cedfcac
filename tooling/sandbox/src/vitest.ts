import { randomBytes } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { TestProject } from 'vitest/node';
import type { ProvidedSandbox } from './provided-sandbox.ts';
import type { SandboxAddress } from './sandbox-address.ts';
import { startDisposableSandbox, type Sandbox } from './start-sandbox.ts';

export type { ProvidedSandbox };

/**
 * Global setup for vitest: one pair with the full seed for all test files of a run, started when the first of them asks
 * (with `sharedSandbox()` of `@mcp-chassis/sandbox/testing`), so that runs which need no database do not pay for it.
 *
 * @returns the teardown, which stops and deletes the pair.
 */
export async function setup(project: Pick<TestProject, 'provide'>): Promise<() => Promise<void>> {
  let starting: Promise<Sandbox> | undefined;
  const secret = randomBytes(18).toString('base64url');
  const server = createServer((request, response) => {
    if (request.url !== `/${secret}`) {
      response.writeHead(404).end();
      return;
    }
    starting ??= startDisposableSandbox({ seed: 'full', log: (line) => process.stderr.write(`sandbox: ${line}\n`) });
    starting.then(
      (sandbox) => response.end(JSON.stringify(addressOf(sandbox))),
      (error: unknown) => response.writeHead(503).end(String(error)),
    );
  });
  const port = await listen(server);
  project.provide('sandbox', { url: `http://127.0.0.1:${port}/${secret}` });
  return async () => {
    server.close();
    server.closeAllConnections();
    const sandbox = await starting?.catch(() => undefined);
    await sandbox?.close();
  };
}

function addressOf({ primary, replica, admin, agent, databases, configPath }: Sandbox): SandboxAddress {
  return { primary, replica, admin, agent, databases, configPath };
}

function listen(server: Server): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port));
  });
}
