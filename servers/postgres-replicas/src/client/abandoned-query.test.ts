import { sharedSandbox } from '@mcp-chassis/sandbox/testing';
import { expect, test } from 'vitest';
import { openAdmin, sandboxSource } from '../targets/sandbox-target.test.fixture.ts';
import { openConnection } from './open-connection.ts';

test('a query whose client is gone without a word ends on the server [G8]', async () => {
  const sandbox = await sharedSandbox();
  const watcher = await openAdmin(sandbox, 'replica');
  const { signal } = new AbortController();
  const connection = await openConnection(sandboxSource(sandbox), signal);
  const answer = connection
    .run({
      sql: 'SELECT pg_sleep(60)',
      values: [],
      maxRows: 1,
      maxBytes: 10_000,
      timeoutMs: 60_000,
      applicationName: 'mcp-chassis/vanishing',
      signal,
    })
    .catch((thrown: unknown) => thrown);
  const running = async () => {
    const { rows } = await watcher.query(
      `SELECT 1 FROM pg_stat_activity WHERE application_name = 'mcp-chassis/vanishing' AND state = 'active'`,
    );
    return rows.length;
  };
  while ((await running()) === 0) await new Promise((resolve) => setImmediate(resolve));
  connection.destroy();
  expect(await answer).toBeInstanceOf(Error);
  while ((await running()) > 0) await new Promise((resolve) => setImmediate(resolve));
  await watcher.end();
});
