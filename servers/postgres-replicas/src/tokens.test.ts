import { afterAll, beforeAll, expect, test } from 'vitest';
import { sharedSandbox, type SharedSandbox } from '@mcp-chassis/sandbox/testing';
import { connectClient, type TestClient } from '@mcp-chassis/server-kit/testing';
import { Client } from 'pg';
import { runProgram, type RunningProgram } from './testing/run-program.ts';

let sandbox: SharedSandbox;
let server: RunningProgram;
let client: TestClient;
let raw: Client;
beforeAll(async () => {
  sandbox = await sharedSandbox();
  server = await runProgram({ ...sandbox, databases: { orders: 'orders', customers: 'customers' } });
  client = await connectClient('sdk-2-auto', server.http);
  raw = new Client({ ...sandbox.replica, ...sandbox.agent, database: 'orders' });
  await raw.connect();
});
afterAll(async () => {
  await raw?.end();
  await client?.close();
  await server?.close();
});

// What an agent reads without us to learn the schema of one database.
const catalog = [
  "SELECT table_schema, table_name, column_name, data_type, is_nullable, column_default FROM information_schema.columns WHERE table_schema NOT IN ('pg_catalog', 'information_schema')",
  "SELECT schemaname, tablename, indexname, indexdef FROM pg_indexes WHERE schemaname NOT IN ('pg_catalog')",
  'SELECT conrelid::regclass::text, conname, contype, pg_get_constraintdef(oid) FROM pg_constraint WHERE conrelid <> 0',
];
const health = [
  'SELECT * FROM pg_stat_activity',
  'SELECT * FROM pg_stat_database',
  'SELECT * FROM pg_stat_wal_receiver',
  'SELECT * FROM pg_stat_statements ORDER BY total_exec_time DESC LIMIT 20',
];
const explained =
  'SELECT c.country, count(*) FROM app.orders o JOIN app.customers c ON c.id = o.customer_id WHERE o.total > 100 GROUP BY 1 ORDER BY 2 DESC';

const query = (sql: string, maxRows = 100) => ({
  tool: 'query_replica',
  args: { target: 'orders', sql, max_rows: maxRows },
  raw: [sql],
});
const answers = [
  { tool: 'list_targets', args: {}, raw: ['SELECT * FROM pg_database'] },
  { tool: 'search_schema', args: { target: 'orders', query: 'customer email' }, raw: catalog },
  { tool: 'search_schema', args: { target: 'orders', query: 'app.order*' }, raw: catalog },
  query("SELECT * FROM ops.request_log WHERE line LIKE '%500%' ORDER BY at DESC LIMIT 1000"),
  query("SELECT * FROM app.customers WHERE country = 'DE' LIMIT 500"),
  query('SELECT * FROM app.orders ORDER BY placed_at DESC LIMIT 200'),
  query('SELECT status, count(*), sum(total) FROM app.orders GROUP BY status'),
  query('SELECT * FROM app.audit_events ORDER BY at DESC LIMIT 300'),
  {
    tool: 'explain_query',
    args: { target: 'orders', sql: explained, analyze: true },
    raw: [`EXPLAIN (ANALYZE, BUFFERS, VERBOSE, FORMAT JSON) ${explained}`],
  },
  { tool: 'get_replica_health', args: { target: 'orders' }, raw: health },
] as const;

test('ten typical answers take at least 70 % fewer tokens than the raw rows and catalog JSON [A6]', async () => {
  let ours = 0;
  let theirs = 0;
  const lines: string[] = [];
  for (const { tool, args, raw: statements } of answers) {
    const answer = await client.call(tool, args);
    if (!answer.ok) throw new Error(answer.message);
    let rawBytes = 0;
    for (const sql of statements) rawBytes += Buffer.byteLength(JSON.stringify((await raw.query(sql)).rows));
    const bytes = Buffer.byteLength(answer.text);
    lines.push(
      `${tool.padEnd(20)} ${String(Math.ceil(bytes / 4)).padStart(6)} tokens, raw ${String(Math.ceil(rawBytes / 4)).padStart(7)}`,
    );
    ours += bytes;
    theirs += rawBytes;
    expect(bytes).toBeLessThanOrEqual(16_000);
  }
  const saved = 1 - ours / theirs;
  process.stdout.write(`${lines.join('\n')}\nsaved ${(saved * 100).toFixed(1)} %\n`);
  expect(saved).toBeGreaterThanOrEqual(0.7);
});
