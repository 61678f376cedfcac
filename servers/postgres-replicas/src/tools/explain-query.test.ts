import { afterAll, beforeAll, expect, test } from 'vitest';
import { sharedSandbox } from '@mcp-chassis/sandbox/testing';
import { connectClient, type TestClient } from '@mcp-chassis/server-kit/testing';
import { runProgram, type RunningProgram } from '../testing/run-program.ts';

let server: RunningProgram;
let client: TestClient;
beforeAll(async () => {
  server = await runProgram({ ...(await sharedSandbox()), databases: { orders: 'orders' } });
  client = await connectClient('sdk-2-auto', server.http);
});
afterAll(async () => {
  await client?.close();
  await server?.close();
});

const explain = (sql: string, more: object = {}) => client.call('explain_query', { target: 'orders', sql, ...more });
const byTotal = 'SELECT * FROM app.orders WHERE total > $1';

test('summarises what the replica would do, without running it [G7]', async () => {
  expect(await explain(byTotal, { params: [500] })).toMatchObject({
    ok: true,
    value: {
      steps: [{ depth: 0, step: 'Seq Scan on orders', condition: expect.stringContaining('total >') as unknown }],
      steps_left_out: 0,
      warnings: [expect.stringContaining('reads all of orders') as unknown],
    },
  });
  const answer = await explain(byTotal, { params: [500] });
  expect(JSON.stringify(answer)).not.toMatch(/execution_ms|actual_rows/);
});

test('with analyze also measures it [G7]', async () => {
  expect(await explain('SELECT count(*) FROM app.orders WHERE id <= 7', { analyze: true })).toMatchObject({
    ok: true,
    value: {
      execution_ms: expect.any(Number) as unknown,
      steps: [
        { depth: 0, step: 'Aggregate', actual_rows: 1 },
        { depth: 1, actual_rows: 7 },
      ],
    },
  });
});

test.each(['EXPLAIN SELECT 1', 'SHOW work_mem', 'DELETE FROM app.orders'])(
  'refuses %s, which has no plan to show [G7]',
  async (sql) => {
    expect(await explain(sql, { analyze: true })).toMatchObject({ ok: false, code: 'QUERY_REFUSED' });
  },
);

test('counts the position of an error in the text it was given [G9]', async () => {
  expect(await explain('  SELECT totl FROM app.orders')).toMatchObject({
    ok: false,
    code: 'QUERY_FAILED',
    error: { details: { sqlstate: '42703', position: 10, nearest: expect.arrayContaining(['total']) as unknown } },
  });
});
