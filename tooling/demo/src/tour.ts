import { dirname, join } from 'node:path';
import { readSpool } from '@mcp-chassis/audit/node';
import { connectClient, type TestAnswer, type TestClient } from '@mcp-chassis/server-kit/testing';
import type { Printer } from './printer.ts';

/** What the tour needs. */
export interface TourOptions {
  readonly url: string;
  readonly configPath: string;
  readonly print: Printer;
}

/** Uses the server as an agent would, and prints what is special about each answer. */
export async function takeTour({ url, configPath, print }: TourOptions): Promise<void> {
  const client = await connectClient('sdk-2-auto', { kind: 'http', url });
  try {
    print.detail(`connected as an MCP client, protocol revision ${client.protocolVersion ?? 'unknown'}`);
    await showTargets(client, print);
    await showSchema(client, print);
    await showScrubbing(client, print);
    await showRefusals(client, print);
    showAudit(join(dirname(configPath), 'audit'), print);
  } finally {
    await client.close();
  }
}

async function showTargets(client: TestClient, print: Printer): Promise<void> {
  print.heading('list_targets: which databases there are, and whether each is a healthy replica');
  const value = expectValue(await client.call('list_targets'));
  const targets = value['targets'] as readonly Record<string, unknown>[];
  for (const target of targets)
    print.detail(`${String(target['name']).padEnd(10)} ${String(target['status'])}  ${String(target['description'])}`);
  print.point(
    'Each proved on connect that it is in recovery and that the role can write nothing; a primary is refused.',
  );
}

async function showSchema(client: TestClient, print: Printer): Promise<void> {
  print.heading('search_schema: find a table by words, without reading the whole catalog');
  const value = expectValue(await client.call('search_schema', { target: 'orders', query: 'customer email' }));
  const relations = value['relations'] as readonly Record<string, unknown>[];
  const first = relations.find((relation) => relation['kind'] === 'table');
  print.detail(
    `${String(first?.['name'])} (${String(first?.['kind'])}, about ${String(first?.['estimated_rows'])} rows; ${String(value['found'])} relations match)`,
  );
  for (const column of (first?.['columns'] as readonly string[] | undefined)?.slice(0, 6) ?? [])
    print.detail(`  ${column}`);
  print.point(
    `The answer takes ${JSON.stringify(value).length} bytes; every result has a byte budget and says what it left out.`,
  );
}

async function showScrubbing(client: TestClient, print: Printer): Promise<void> {
  print.heading('query_replica: a query full of personal data');
  const sql = 'SELECT id, first_name AS a, email AS b, phone AS c, created_at FROM app.customers ORDER BY id LIMIT 3';
  print.detail(sql);
  const value = expectValue(await client.call('query_replica', { target: 'orders', sql }));
  for (const row of value['rows'] as readonly unknown[]) print.detail(JSON.stringify(row));
  print.point(
    `Aliases do not help: columns are judged by where they come from. Scrubbed: ${JSON.stringify(value['scrubbed'])}`,
  );
  print.point(`The answer says how fresh it is: ${JSON.stringify(value['as_of'])}`);
}

const attempts = [
  ['a plain write', 'DELETE FROM app.orders'],
  ['a write inside a SELECT', 'WITH gone AS (DELETE FROM app.orders RETURNING id) SELECT count(*) FROM gone'],
  ['SQL hidden in a string', "SELECT query_to_xml('DELETE FROM app.orders RETURNING id', true, true, '')"],
] as const;

async function showRefusals(client: TestClient, print: Printer): Promise<void> {
  print.heading('Three ways to write, all refused');
  for (const [what, sql] of attempts) {
    const answer = await client.call('query_replica', { target: 'orders', sql });
    if (answer.ok) throw new Error(`the server ran what it must refuse: ${sql}`);
    print.detail(`${what}: ${sql}`);
    print.point(answer.message);
  }
}

function showAudit(path: string, print: Printer): void {
  print.heading('The audit log: every call above left a record before its answer left the server');
  const records = [...readSpool(path)].filter((entry) => entry.phase === 'outcome').slice(-7);
  for (const { operation, outcome, actor, duration_ms = 0 } of records) {
    print.detail(
      `${actor.agent}  ${operation.name.padEnd(14)} ${outcome.status.padEnd(8)} ${(outcome.code ?? '').padEnd(14)} ${Math.round(duration_ms)} ms`,
    );
  }
  print.point(`Arguments and results are in there too, scrubbed: ${path}`);
}

function expectValue(answer: TestAnswer): Record<string, unknown> {
  if (answer.ok) return { ...answer.value };
  throw new Error(answer.message);
}
