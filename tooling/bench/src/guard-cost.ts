import { summarise } from './measure.ts';

/** What the benchmark needs of the guard, which its server keeps to itself. */
interface Guard {
  judge(sql: string, target: object): { readonly allowed: boolean };
}
interface GuardModule {
  openSqlGuard(): Promise<Guard>;
}
interface FixtureModule {
  loadFixtureCatalog(): Promise<object>;
  readCorpus(name: 'hostile' | 'legitimate'): readonly { readonly sql: string }[];
}

const rounds = 50;
const demandedP50Us = 100;

const source = new URL('../../../servers/postgres-replicas/src/guard/', import.meta.url);
const load = (file: string): Promise<unknown> => import(new URL(file, source).href);
const judging = (await load('judge-sql.ts')) as GuardModule;
const fixtures = (await load('fixtures/catalog.test.fixture.ts')) as FixtureModule;

const guard = await judging.openSqlGuard();
const target = { functions: await fixtures.loadFixtureCatalog(), allowFunctions: [], allowExtensions: [] };
const all: number[] = [];
for (const corpus of ['legitimate', 'hostile'] as const) {
  const statements = fixtures.readCorpus(corpus).map(({ sql }) => sql);
  measure(statements);
  const durations = Array.from({ length: rounds }, () => measure(statements)).flat();
  all.push(...durations);
  print(`${corpus}, ${statements.length} statements`, durations);
}
print('both', all);
if (summarise(all).p50 * 1_000 >= demandedP50Us) process.exitCode = 1;

/** The time each statement takes, in ms. */
function measure(statements: readonly string[]): readonly number[] {
  return statements.map((sql) => {
    const start = performance.now();
    guard.judge(sql, target);
    return performance.now() - start;
  });
}

function print(name: string, durations: readonly number[]): void {
  const { p50, p99 } = summarise(durations);
  const inUs = (ms: number) => `${(ms * 1_000).toFixed(0)} us`.padStart(9);
  process.stdout.write(`${name.padEnd(28)} median ${inUs(p50)}   p99 ${inUs(p99)}\n`);
}
