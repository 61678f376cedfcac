import { isDeepStrictEqual } from 'node:util';
import { loadFixtureCatalog, readCorpus, readFixtureRows } from './guard/fixtures/catalog.test.fixture.ts';
import { openSqlGuard, type SqlVerdict } from './guard/judge-sql.ts';
import { createMutator } from './mutate-sql.stress.fixture.ts';
import { createChance } from './random.stress.fixture.ts';

/** What a minute of mutants showed. Memory is in MiB, after a collection. */
export interface GuardReport {
  readonly judged: number;
  readonly allowed: number;
  readonly slowestMs: number;
  readonly faults: readonly string[];
  readonly settled: { readonly heap: number; readonly resident: number };
  readonly ended: { readonly heap: number; readonly resident: number };
}

const [seed = 0, durationMs = 60_000] = process.argv.slice(2).map(Number);
const maxFaults = 20;
const aboutSpelling = new Set(['syntax', 'multiple-statements', 'nul', 'text', 'too-long', 'too-complex']);

const faults: string[] = [];
let judged = 0;
let allowed = 0;
let slowestMs = 0;

const guard = await openSqlGuard();
const target = { functions: await loadFixtureCatalog(), allowFunctions: [], allowExtensions: [] };
const hostile = readCorpus('hostile').map(({ sql }) => sql);
const legitimate = readCorpus('legitimate').map(({ sql }) => sql);
const all = [...hostile, ...legitimate];
/** Reading statements that are refused for what they do, not for how they are spelled. */
const attacks = hostile.filter((sql) => {
  const verdict = judge(sql);
  return !verdict.allowed && !aboutSpelling.has(verdict.rule) && /^[\s(]*(?:select|with|values|table)\b/iu.test(sql);
});
const functions = readFixtureRows().flatMap(({ kind, name }) => (kind === 'function' ? [String(name)] : []));
const chance = createChance(seed);
const mutator = createMutator(chance, { statements: all, functions });

// The parser's memory never shrinks: the largest statements there may be grow it first.
judge(`SELECT ${'1, '.repeat(33_000)}1`);
judge(`SELECT ${'('.repeat(49_000)}1${')'.repeat(49_000)}`);

const startedAt = performance.now();
const passed = (share: number) => performance.now() - startedAt > durationMs * share;
while (!passed(1 / 3)) await round();
const settled = memory();
while (!passed(1)) await round();
const report: GuardReport = { judged, allowed, slowestMs, faults, settled, ended: memory() };
process.stdout.write(JSON.stringify(report));

/** One mutant of each kind, and a turn of the event loop, in which a worn parser is replaced. */
async function round(): Promise<void> {
  const attack = chance.pick(attacks);
  const question = chance.pick(legitimate);
  expectVerdict(false, 'another spelling', attack, mutator.respell(attack));
  expectVerdict(false, 'a wrapper', attack, mutator.wrap(attack));
  expectVerdict(true, 'another spelling', question, mutator.respell(question));
  const mutant = mutator.mangle(chance.pick(all));
  const verdict = judge(mutant);
  const again = judge(verdict.allowed ? verdict.statement : mutant);
  // A worn parser refuses until it is replaced, and the statement it saw is the one without a semicolon.
  const isWorn = [verdict, again].some((one) => !one.allowed && /^(?:unavailable|too-complex)$/u.test(one.rule));
  const expected = verdict.allowed ? { ...verdict, offset: 0 } : verdict;
  if (!isWorn && !isDeepStrictEqual(again, expected)) note('unstable', mutant);
  await new Promise(setImmediate);
}

function expectVerdict(wanted: boolean, what: string, from: string, mutant: string): void {
  const verdict = judge(mutant);
  if (verdict.allowed !== wanted) {
    note(`${what} is ${verdict.allowed ? 'allowed' : `refused by ${verdict.rule}`}: ${from}`, mutant);
  }
}

function judge(sql: string): SqlVerdict {
  const start = performance.now();
  const verdict = guard.judge(sql, target);
  slowestMs = Math.max(slowestMs, performance.now() - start);
  judged += 1;
  if (verdict.allowed) allowed += 1;
  return verdict;
}

function note(fault: string, sql: string): void {
  if (faults.length < maxFaults) faults.push(`${fault} -> ${JSON.stringify(sql).slice(0, 500)}`);
}

function memory(): GuardReport['ended'] {
  globalThis.gc?.();
  const { heapUsed, external, rss } = process.memoryUsage();
  return { heap: (heapUsed + external) / 1_048_576, resident: rss / 1_048_576 };
}
