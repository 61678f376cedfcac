import { afterAll, beforeAll, expect, test } from 'vitest';
import { sharedSandbox, type SharedSandbox } from '@mcp-chassis/sandbox/testing';
import { connectClient, type TestClient } from '@mcp-chassis/server-kit/testing';
import { Client } from 'pg';
import { runProgram, type RunningProgram } from '../testing/run-program.ts';

// A condition is cut at 200 characters: each view puts the address elsewhere around the cut.
const paddings = Array.from({ length: 12 }, (_, i) => 120 + i * 6);

let sandbox: SharedSandbox;
let database: Awaited<ReturnType<SharedSandbox['createDatabase']>>;
let server: RunningProgram;
let client: TestClient;
beforeAll(async () => {
  sandbox = await sharedSandbox();
  database = await sandbox.createDatabase({ template: 'orders' });
  const admin = new Client({ ...sandbox.primary, ...sandbox.admin, database: database.name });
  await admin.connect();
  await admin.query('CREATE SCHEMA cut; CREATE TABLE cut.notes (id int, body text)');
  for (const padding of paddings) {
    await admin.query(`CREATE VIEW cut.view_${padding} AS
      SELECT id FROM cut.notes WHERE body <> '${'x'.repeat(padding)} ada.lovelace.canary@sandbox.test'`);
  }
  await admin.query('GRANT USAGE ON SCHEMA cut TO mcp_agent; GRANT SELECT ON ALL TABLES IN SCHEMA cut TO mcp_agent');
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

test.each(paddings)(
  'a condition is scrubbed before it is cut, with an address after %i characters [D1]',
  async (padding) => {
    const answer = await client.call('explain_query', { target: 'orders', sql: `SELECT id FROM cut.view_${padding}` });
    expect(answer).toMatchObject({
      ok: true,
      value: { steps: [{ condition: expect.stringContaining('xxx') as string }] },
    });
    expect(JSON.stringify(answer)).not.toContain('ada');
  },
);
