import { afterAll, beforeAll, expect, test } from 'vitest';
import { sharedSandbox, type SharedSandbox } from '@mcp-chassis/sandbox/testing';
import { connectClient } from '@mcp-chassis/server-kit/testing';
import { runProgram, type RunningProgram } from '../testing/run-program.ts';

let sandbox: SharedSandbox;
let server: RunningProgram | undefined;
beforeAll(async () => {
  sandbox = await sharedSandbox();
});
afterAll(() => server?.close());

async function listTargets(running: RunningProgram) {
  const client = await connectClient('sdk-2-auto', running.http);
  const answer = await client.call('list_targets');
  const queries = await Promise.all(
    ['orders', 'customers', 'billing', 'catalog'].map((target) =>
      client.call('query_replica', { target, sql: 'SELECT current_database()' }),
    ),
  );
  await client.close();
  if (!answer.ok) throw new Error(answer.message);
  return { value: answer.value, text: answer.text, queries };
}

test('four databases and many that are away are listed within the budget, and each can be queried [G1] [A6]', async () => {
  const away = (i: number) =>
    `  away_${i}: { host: 127.0.0.1, port: 1, database: x, user: y, password: 'file:./password', tls: disable, description: '${'far away '.repeat(20)}' }\n`;
  const databases = { orders: 'orders', customers: 'customers', billing: 'billing', catalog: 'catalog' };
  server = await runProgram({
    ...sandbox,
    databases,
    moreTargets: Array.from({ length: 90 }, (_, i) => away(i)).join(''),
  });
  const { value, text, queries } = await listTargets(server);
  const targets = value['targets'] as readonly { readonly name: string; readonly status: string }[];
  expect(targets).toHaveLength(94);
  expect(targets.slice(0, 5).map(({ name, status }) => `${name} ${status}`)).toEqual([
    'orders ok',
    'customers ok',
    'billing ok',
    'catalog ok',
    'away_0 unreachable',
  ]);
  expect(value['left_out']).toContain('get_replica_health');
  expect(Buffer.byteLength(text)).toBeLessThanOrEqual(16_000);
  expect(queries.map((answer) => (answer.ok ? answer.value['rows'] : answer.code))).toEqual([
    [['orders']],
    [['customers']],
    [['billing']],
    [['catalog']],
  ]);
});
