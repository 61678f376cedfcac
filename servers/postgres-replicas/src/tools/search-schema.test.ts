import { afterAll, beforeAll, expect, test } from 'vitest';
import { sharedSandbox, type SharedSandbox } from '@mcp-chassis/sandbox/testing';
import { connectClient, type TestClient } from '@mcp-chassis/server-kit/testing';
import { Client } from 'pg';
import { runProgram, type RunningProgram } from '../testing/run-program.ts';

const wideColumns = Array.from({ length: 70 }, (_, i) => `column_with_a_rather_long_name_${i} text`).join(', ');

let sandbox: SharedSandbox;
let database: Awaited<ReturnType<SharedSandbox['createDatabase']>>;
let server: RunningProgram;
let client: TestClient;
beforeAll(async () => {
  sandbox = await sharedSandbox();
  database = await sandbox.createDatabase({ template: 'orders' });
  const admin = new Client({ ...sandbox.primary, ...sandbox.admin, database: database.name });
  await admin.connect();
  await admin.query(`
    CREATE SCHEMA many;
    CREATE TYPE many.mood AS ENUM ('calm', 'busy');
    CREATE TABLE many.feelings (id int PRIMARY KEY, mood many.mood NOT NULL, secret_note text);
    COMMENT ON COLUMN many.feelings.mood IS 'Asked every zyxwv';
    CREATE TABLE many.hidden_zyxwv (id int);
    GRANT USAGE ON SCHEMA many TO mcp_agent;
    GRANT SELECT (id, mood) ON many.feelings TO mcp_agent;`);
  for (let i = 10; i < 35; i += 1) await admin.query(`CREATE TABLE many.part_${i} (id int)`);
  for (let i = 0; i < 12; i += 1) await admin.query(`CREATE TABLE many.wide_${i} (${wideColumns})`);
  await admin.query(`DO $$ DECLARE t text; BEGIN FOR t IN SELECT tablename FROM pg_tables
    WHERE schemaname = 'many' AND tablename ~ '^(part|wide)' LOOP
    EXECUTE format('GRANT SELECT ON many.%I TO mcp_agent', t); END LOOP; END $$`);
  await admin.end();
  await sandbox.waitForReplay();
  server = await runProgram({ ...sandbox, databases: { orders: database.name } });
  client = await connectClient('sdk-2-auto', server.http);
});
afterAll(async () => {
  await client?.close();
  await server?.close();
  await database?.drop();
});

interface Found {
  readonly relations: readonly { readonly name: string; readonly columns: readonly string[] }[];
  readonly found: number;
  readonly next_page?: number;
  readonly left_out?: { readonly relations: number; readonly hint: string };
}

async function search(query: string, page = 1): Promise<Found> {
  const answer = await client.call('search_schema', { target: 'orders', query, page });
  if (!answer.ok) throw new Error(answer.message);
  return answer.value as unknown as Found;
}
const namesOf = ({ relations }: Found) => relations.map(({ name }) => name);

test('finds what has every word in its name, columns or comments, names first [G7]', async () => {
  expect(namesOf(await search('zyxwv'))).toEqual(['many.feelings']);
  expect(namesOf(await search('ZYXWV feelings'))).toEqual(['many.feelings']);
  expect(namesOf(await search('zyxwv orders'))).toEqual([]);
  expect(namesOf(await search('customer'))[0]).toContain('customer');
});

test.each([
  ['app.order*', /^app\.order/],
  ['shipment*', /^\w+\.shipment/],
  ['many.part_1?', undefined],
  ['many.p_rt*', undefined],
  ['%.part*', undefined],
])('the pattern %s matches names only, and * is its one wildcard [G7]', async (pattern, expected) => {
  const names = namesOf(await search(pattern));
  expect(names.length > 0).toBe(expected !== undefined);
  for (const name of names) expect(name).toMatch(expected ?? /never/);
});

test('shows neither tables nor columns that the role may not read, and says what an enum may be [G7]', async () => {
  const { relations } = await search('many.feeling*');
  expect(relations).toMatchObject([
    {
      name: 'many.feelings',
      kind: 'table',
      columns: ['id integer not null', 'mood many.mood (calm|busy) not null -- Asked every zyxwv'],
      keys: ['PRIMARY KEY (id)'],
    },
  ]);
  expect(namesOf(await search('hidden_zyxwv'))).toEqual([]);
});

test('shows a partitioned table once, with the number of its parts [G7]', async () => {
  expect(await search('app.shipments*')).toMatchObject({
    found: 1,
    relations: [{ name: 'app.shipments', kind: 'partitioned table', partitions: 4 }],
  });
});

test('pages of twenty lead to every relation once, and there is none behind the last [A6]', async () => {
  const first = await search('many.part_*');
  expect(first).toMatchObject({ found: 25, next_page: 2 });
  expect(first.relations).toHaveLength(20);
  const second = await search('many.part_*', first.next_page);
  expect(second.found).toBe(25);
  expect(second.next_page).toBeUndefined();
  expect(new Set([...namesOf(first), ...namesOf(second)]).size).toBe(25);
  expect(await client.call('search_schema', { target: 'orders', query: 'many.part_*', page: 3 })).toMatchObject({
    ok: false,
    code: 'NOT_FOUND',
  });
});

test('what takes too much room is counted, columns and relations, with a way to the rest [A6]', async () => {
  const answer = await search('many.wide_*');
  expect(answer.relations[0]?.columns).toHaveLength(60);
  expect(answer.relations[0]).toMatchObject({ columns_left_out: 10 });
  expect(answer.relations.length).toBeLessThan(12);
  expect(answer.left_out).toMatchObject({ relations: 12 - answer.relations.length });
  expect(Buffer.byteLength(JSON.stringify(answer))).toBeLessThanOrEqual(16_000);
});
