import { afterAll, beforeAll, expect, test } from 'vitest';
import { sharedSandbox, type SharedSandbox } from '@mcp-chassis/sandbox/testing';
import { connectClient, type TestClient } from '@mcp-chassis/server-kit/testing';
import { runProgram, type RunningProgram } from './testing/run-program.ts';

let sandbox: SharedSandbox;
let server: RunningProgram;
let client: TestClient;
beforeAll(async () => {
  sandbox = await sharedSandbox();
  server = await runProgram({
    ...sandbox,
    databases: { orders: 'orders' },
    targetExtra: '    columns: { "app.customers.country": strict, "app.customers.notes": allow }\n',
  });
  client = await connectClient('sdk-2-auto', server.http);
});
afterAll(async () => {
  await client?.close();
  await server?.close();
});

const query = (sql: string) => client.call('query_replica', { target: 'orders', sql });

test('a strict column comes out redacted under any alias, and cannot be computed with [D3] [D5]', async () => {
  const plain = await query('SELECT country AS c, id FROM app.customers ORDER BY id LIMIT 2');
  expect(plain).toMatchObject({
    ok: true,
    value: {
      rows: [
        ['[redacted]', 1],
        ['[redacted]', 2],
      ],
    },
  });
  const star = await query('SELECT * FROM app.customers ORDER BY id LIMIT 1');
  expect(JSON.stringify(star)).toContain('[redacted]');
  const bits = await query("SELECT id FROM app.customers WHERE country > 'M'");
  expect(bits).toMatchObject({ ok: false, code: 'QUERY_REFUSED', error: { details: { rule: 'strict-column' } } });
});

test('a query that touches no strict column is not hindered [G7]', async () => {
  const counted = await query(
    'SELECT status, count(*) FROM app.orders WHERE total > 10 GROUP BY status ORDER BY 2 DESC',
  );
  expect(counted).toMatchObject({ ok: true });
});
