import { afterAll, beforeAll, expect, test } from 'vitest';
import { sharedSandbox, type SharedSandbox } from '@mcp-chassis/sandbox/testing';
import { connectClient, type TestClient } from '@mcp-chassis/server-kit/testing';
import { Client } from 'pg';
import { runProgram, type RunningProgram } from '../testing/run-program.ts';

const wideColumnsOf = (length: number) =>
  Array.from({ length }, (_, i) => `column_with_a_rather_long_name_${i} text`).join(', ');

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
  for (let i = 0; i < 12; i += 1) await admin.query(`CREATE TABLE many.wide_${i} (${wideColumnsOf(70)})`);
  await admin.query(`
    CREATE TABLE many."Odd Name.x" ("order" int PRIMARY KEY, "Upper" text, plain text);
    CREATE INDEX "Odd Index" ON many."Odd Name.x" ("Upper");
    CREATE TABLE many.widest (${wideColumnsOf(700)});
    GRANT SELECT ON many."Odd Name.x", many.widest TO mcp_agent;`);
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
  readonly skipped: number;
  readonly next_skip?: number;
}

async function search(query: string, skip = 0): Promise<Found> {
  const answer = await client.call('search_schema', { target: 'orders', query, skip });
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

async function searchAll(query: string): Promise<readonly Found[]> {
  const answers = [await search(query)];
  for (let next = answers[0]?.next_skip; next !== undefined; next = answers.at(-1)?.next_skip) {
    answers.push(await search(query, next));
  }
  return answers;
}

test('twenty at a time lead to every relation once, and there is none behind the last [A6]', async () => {
  const answers = await searchAll('many.part_*');
  expect(answers.map(({ relations }) => relations.length)).toEqual([20, 5]);
  expect(answers).toMatchObject([
    { found: 25, next_skip: 20 },
    { found: 25, skipped: 20 },
  ]);
  expect(new Set(answers.flatMap(namesOf)).size).toBe(25);
  expect(await client.call('search_schema', { target: 'orders', query: 'many.part_*', skip: 25 })).toMatchObject({
    ok: false,
    code: 'NOT_FOUND',
  });
});

test('what does not fit comes with the next answer: no relation is lost or doubled [A6]', async () => {
  const answers = await searchAll('many.wide_*');
  expect(answers.length).toBeGreaterThan(1);
  for (const answer of answers) expect(Buffer.byteLength(JSON.stringify(answer))).toBeLessThanOrEqual(16_000);
  const names = answers.flatMap(namesOf);
  expect(names).toHaveLength(12);
  expect(new Set(names).size).toBe(12);
  expect(answers[0]?.relations[0]).toMatchObject({ columns_left_out: 10 });
  expect(answers[0]?.relations[0]?.columns).toHaveLength(60);
});

test('one relation alone shows all its columns, or as many as fit and how many do not [A6]', async () => {
  const [wide] = (await search('many.wide_3')).relations;
  expect(wide?.columns).toHaveLength(70);
  expect(wide).not.toHaveProperty('columns_left_out');
  const answer = await search('many.widest');
  expect(answer).not.toHaveProperty('next_skip');
  const [widest] = answer.relations;
  const shown = widest?.columns.length ?? 0;
  expect(shown).toBeGreaterThan(100);
  expect(widest).toMatchObject({ name: 'many.widest', columns_left_out: 700 - shown });
});

test('names are quoted where SQL needs it, and found as they are shown [G7]', async () => {
  const [odd] = (await search('odd name')).relations;
  expect(odd).toMatchObject({
    name: 'many."Odd Name.x"',
    columns: ['"order" integer not null', '"Upper" text', 'plain text'],
    indexes: ['"Odd Index" btree ("Upper")'],
  });
  expect(namesOf(await search('many."Odd Name.x"'))).toEqual(['many."Odd Name.x"']);
  const sql = 'SELECT "order", "Upper", plain FROM many."Odd Name.x"';
  expect(await client.call('query_replica', { target: 'orders', sql })).toMatchObject({ ok: true });
});
