import { chmod } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startSandbox } from '@mcp-chassis/sandbox';
import { startContender, type Contender, type Running } from './contender.ts';
import { installPeers } from './install-peers.ts';
import { summarise, time } from './measure.ts';

/** What users pick instead, at the versions compared. */
const peers = { '@modelcontextprotocol/server-postgres': '0.6.2', '@bytebase/dbhub': '1.4.0' } as const;
const rounds = 5;
/** Servers run for weeks: what calls cost while their code is still being compiled is not compared. */
const warmUp = 2_000;
const rowsSql = (rows: number) =>
  `SELECT g AS id, md5(g::text) AS hash, g * 1.5 AS amount, timestamptz '2026-01-01Z' + g * interval '1 minute' AS at FROM generate_series(1, ${rows}) g`;
const workloads = [
  { name: 'SELECT 1', sql: 'SELECT 1 AS one', times: 200 },
  { name: '100 rows x 4 columns, which all deliver whole', sql: rowsSql(100), times: 100 },
  { name: '10,000 rows x 4 columns, of which ours delivers what fits its budget', sql: rowsSql(10_000), times: 20 },
] as const;

const sandbox = await startSandbox({ log: (line) => process.stderr.write(`${line}\n`) });
const modules = installPeers(peers);
const { user, password } = sandbox.agent;
const dsn = `postgres://${user}:${password}@127.0.0.1:${sandbox.replica.port}/orders`;
const program = fileURLToPath(new URL('../../../servers/postgres-replicas/dist/main.js', import.meta.url));
// A package manager makes the file of a `bin` executable; here the compiler wrote it.
await chmod(program, 0o755);
const contenders: readonly Contender[] = [
  {
    // Scrub and audit on.
    name: 'mcp-postgres-replicas',
    command: program,
    args: ['--config', sandbox.configPath],
    call: (sql) => ({ name: 'query_replica', arguments: { target: 'orders', sql, max_rows: 1_000 } }),
  },
  {
    name: '@modelcontextprotocol/server-postgres 0.6.2',
    command: process.execPath,
    args: [join(modules, '@modelcontextprotocol/server-postgres/dist/index.js'), dsn],
    call: (sql) => ({ name: 'query', arguments: { sql } }),
  },
  {
    name: '@bytebase/dbhub 1.4.0',
    command: process.execPath,
    args: [join(modules, '@bytebase/dbhub/dist/index.js'), '--transport', 'stdio', '--dsn', `${dsn}?sslmode=disable`],
    call: (sql) => ({ name: 'execute_sql', arguments: { sql } }),
  },
  {
    // Nobody's choice: what is left for a server's own work.
    name: 'a bare server on the same SDK and driver',
    command: process.execPath,
    args: [fileURLToPath(new URL('bare-server.ts', import.meta.url)), dsn],
    call: (sql) => ({ name: 'query', arguments: { sql } }),
  },
];

const running: Running[] = [];
try {
  for (const contender of contenders) running.push(await startContender(contender));
  for (const server of running) await time(warmUp, () => server.query('SELECT 1 AS one'));
  for (const { name, sql, times } of workloads) {
    const durations = new Map<Running, number[]>(running.map((server) => [server, []]));
    // Interleaved and in turn first, so that whatever else the machine does hits all alike.
    for (let round = 0; round < rounds; round += 1) {
      const first = round % running.length;
      for (const server of [...running.slice(first), ...running.slice(0, first)])
        durations.get(server)?.push(...(await time(times, () => server.query(sql))));
    }
    print(`\n${name} (${rounds} interleaved rounds of ${times})`);
    for (const [server, all] of durations) {
      const { p50, p95 } = summarise(all);
      print(
        `  ${server.name.padEnd(46)} p50 ${p50.toFixed(2).padStart(8)} ms   p95 ${p95.toFixed(2).padStart(8)} ms   ${await server.query(sql)} characters`,
      );
    }
  }
  print('\nresident memory after the run');
  for (const server of running) {
    const { now, peak } = server.memory();
    print(`  ${server.name.padEnd(46)} ${now.toFixed(0).padStart(5)} MiB   peak ${peak.toFixed(0).padStart(5)} MiB`);
  }
} finally {
  await Promise.all(running.map((server) => server.close()));
  await sandbox.close();
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
