import { readFileSync } from 'node:fs';
import { createScrubber } from '@mcp-chassis/pii-scrub';
import { makeHostileTexts } from './hostile-texts.ts';
import { makeLogText } from './log-text.ts';
import { makeCorpus, type CorpusItem } from './scrub-corpus/make-corpus.ts';
import { createRandom } from './scrub-corpus/random.ts';
import { openScrubContenders, type ScrubContender } from './scrub-peers.ts';

const goals = { textMegabytesPerSecond: 25, rowsPerSecond: 100_000, hostileFactor: 5, toolResultUs: 60 } as const;
const textLength = 10_000_000;
const rowCount = 100_000;
const rounds = 5;
/** A judged sample to compare recall on; without one, a corpus is made. */
const [samplePath] = process.argv.slice(2);

const failures: string[] = [];
const text = makeLogText(textLength);
const columns = [
  'id',
  'first_name',
  'last_name',
  'email',
  'phone',
  'city',
  'created_at',
  'total',
  'status',
  'uuid',
  'note',
];
const rows = makeRows(rowCount);
const sample = readSample();
const scrubber = createScrubber();
const cleaned = scrubber.scrub({ rows: makeRows(20) }).value;

for (const contender of await openScrubContenders()) await compare(contender);
await showLinearTime();
await showHostileTexts();
await showToolResult();
for (const failure of failures) print(`MISSED ${failure}`);
if (failures.length > 0) process.exitCode = 1;

async function compare(contender: ScrubContender): Promise<void> {
  const isOurs = contender.share === 1;
  print(`\n${contender.name}`);
  for (const size of [1_024, 65_536]) {
    const part = text.slice(0, Math.max(size, Math.floor(text.length * contender.share)));
    const chunks = cut(part, size);
    const ms = await best(isOurs ? rounds : 1, async () => {
      for (const chunk of chunks) await contender.text(chunk);
    });
    const speed = part.length / 1_000 / ms;
    print(`  log text in chunks of ${size / 1_024} KB   ${speed.toFixed(2).padStart(9)} MB/s`);
    if (isOurs) demand(speed >= goals.textMegabytesPerSecond, `text in chunks of ${size}: ${speed.toFixed(1)} MB/s`);
  }
  const some = rows.slice(0, Math.max(100, Math.floor(rows.length * contender.share)));
  const ms = await best(isOurs ? rounds : 1, async () => {
    await contender.rows(columns, some);
  });
  const perSecond = (some.length / ms) * 1_000;
  print(`  rows of ${columns.length} columns          ${perSecond.toFixed(0).padStart(9)} rows/s`);
  if (isOurs) demand(perSecond >= goals.rowsPerSecond, `rows: ${perSecond.toFixed(0)} a second`);
  const found = await recall(contender);
  print(`  recall on the sample        ${found.toFixed(3).padStart(9)}`);
}

async function showLinearTime(): Promise<void> {
  print('\ntime by length, in ns a character');
  for (const length of [1_000, 10_000, 100_000, 1_000_000, 10_000_000]) {
    const chunks = cut(text, length).filter((chunk) => chunk.length === length);
    const ms = await best(rounds, () => {
      for (const chunk of chunks) scrubber.start().text(chunk);
    });
    print(
      `  ${String(length).padStart(10)} characters ${((ms * 1e6) / (chunks.length * length)).toFixed(1).padStart(8)}`,
    );
  }
}

async function showHostileTexts(): Promise<void> {
  const length = 100_000;
  const logText = text.slice(0, length);
  const work = (hostile: string) => () => void scrubber.start().text(hostile);
  await best(20, work(logText));
  print('\n100 KB texts made to take long, beside log text measured before and after each');
  const factors: [string, number][] = [];
  for (const [name, hostile] of Object.entries(makeHostileTexts(length))) {
    let [base, ms] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
    for (let round = 0; round < rounds; round += 1) {
      base = Math.min(base, await best(2, work(logText)));
      ms = Math.min(ms, await best(2, work(hostile)));
    }
    factors.push([name, ms / base]);
  }
  for (const [name, factor] of factors.sort((a, b) => b[1] - a[1])) {
    print(`  ${name.padEnd(32)} ${factor.toFixed(2).padStart(6)} times`);
    demand(factor <= goals.hostileFactor, `${name}: ${factor.toFixed(1)} times log text`);
  }
}

async function showToolResult(): Promise<void> {
  const eight = columns.slice(0, 8).map((name) => ({ name }));
  const twenty = rows.slice(0, 20).map((row) => row.slice(0, 8));
  const object = { rows: twenty.map((row) => Object.fromEntries(row.map((cell, at) => [eight[at]!.name, cell]))) };
  const json = JSON.stringify(object);
  print('\na tool result of 20 rows x 8 columns, medians in us');
  for (const [name, work] of [
    ['rows, as the server has them', () => scrubber.start().rows(eight, twenty)],
    ['the same as objects', () => scrubber.start().value(object)],
    ['the same as JSON text', () => scrubber.start().text(json)],
    ['scrubbed once more, for the audit record', () => scrubber.start().value(cleaned)],
  ] as const) {
    const us = median(5_000, work) * 1_000;
    print(`  ${name.padEnd(42)} ${us.toFixed(1).padStart(7)}`);
    if (name.startsWith('rows')) demand(us < goals.toolResultUs, `a tool result: ${us.toFixed(1)} us`);
  }
}

async function recall(contender: ScrubContender): Promise<number> {
  let [gone, all] = [0, 0];
  for (const { input, spans } of sample) {
    const output = JSON.stringify(await contender.value(structuredClone(input)));
    for (const { value } of spans) {
      all += 1;
      if (!output.includes(JSON.stringify(value).slice(1, -1))) gone += 1;
    }
  }
  return gone / all;
}

function readSample(): readonly Pick<CorpusItem, 'input' | 'spans'>[] {
  if (samplePath === undefined) return makeCorpus(1, 500);
  return readFileSync(samplePath, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as CorpusItem);
}

function makeRows(count: number): (string | number)[][] {
  const random = createRandom(3);
  return Array.from({ length: count }, (_, index) => [
    index,
    random.pick(['Ada', 'Grace', 'Alan']),
    random.pick(['Lovelace', 'Hopper', 'Turing']),
    `user${index}@example.com`,
    `+352 628 ${random.digits(3)} ${random.digits(3)}`,
    random.pick(['Luxembourg', 'Paris', 'Oslo']),
    '2024-01-15T10:00:00Z',
    random.int(1, 100_000) / 100,
    random.pick(['shipped', 'open']),
    `749ab091-4389-4b14-ab27-${random.text('0123456789abcdef', 12)}`,
    `left at the door of number ${random.int(1, 99)}`,
  ]);
}

function cut(whole: string, size: number): readonly string[] {
  return Array.from({ length: Math.ceil(whole.length / size) }, (_, at) => whole.slice(at * size, (at + 1) * size));
}

/** The shortest of some runs, in ms. */
async function best(times: number, work: () => void | Promise<void>): Promise<number> {
  let shortest = Number.POSITIVE_INFINITY;
  for (let run = 0; run < times; run += 1) {
    const start = performance.now();
    await work();
    shortest = Math.min(shortest, performance.now() - start);
  }
  return shortest;
}

function median(times: number, work: () => unknown): number {
  const durations = Array.from({ length: times }, () => {
    const start = performance.now();
    work();
    return performance.now() - start;
  });
  return durations.sort((a, b) => a - b)[times >> 1]!;
}

function demand(isMet: boolean, what: string): void {
  if (!isMet) failures.push(what);
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
