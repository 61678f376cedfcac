import { appendFile, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { unfinishedCall } from '../testing/unfinished-call.test.support.ts';
import { makeSpool, type WrittenSpool } from '../testing/written-spool.test.support.ts';
import { runCli } from './run-cli.ts';

async function run(...args: string[]) {
  const out: string[] = [];
  const err: string[] = [];
  const code = await runCli(args, {
    out: (line) => void out.push(line),
    err: (line) => void err.push(line),
    env: {},
    signal: new AbortController().signal,
  });
  return { code, out, err };
}

async function writtenSpool(): Promise<WrittenSpool> {
  const spool = await makeSpool();
  await spool.run(20);
  return spool;
}

test('verify says what was checked and ends with 0, and with 1 when a record was changed [C5]', async () => {
  const spool = await writtenSpool();
  const whole = await run('verify', spool.directory, '--anchors', await spool.writeAnchors(), '--strict');
  expect(whole).toEqual({
    code: 0,
    out: [
      expect.stringMatching(/^[0-9a-f-]{36}: \d+ records, 1 to \d+, the last of \S+Z$/),
      'OK: nothing bad was found.',
    ],
    err: [],
  });
  const [[name, lines] = ['', []]] = [...(await spool.readSegments())];
  lines[5] = lines[5]?.replace('debug-agent', 'other-agent') ?? '';
  await spool.writeSegments(new Map([[name, lines]]));
  const { code, out } = await run('verify', spool.directory);
  expect(code).toBe(1);
  expect(out.slice(1)).toEqual([
    '  first bad record: 6',
    expect.stringMatching(/^ {2}BAD {2}record 6 is not what was written \(00000001\.segment, byte \d+\)$/),
    'BAD: the log is not what was written.',
  ]);
  expect(JSON.parse((await run('verify', spool.directory, '--json')).out.join('\n'))).toMatchObject({ ok: false });
});

test('an unsigned or torn tail fails only a strict verify [C5]', async () => {
  const spool = await writtenSpool();
  const [name] = [...(await spool.readSegments()).keys()].slice(-1);
  await appendFile(join(await spool.instance(), name ?? ''), '0000');
  expect(await run('verify', spool.directory)).toMatchObject({ code: 0 });
  expect(await run('verify', spool.directory, '--strict')).toMatchObject({ code: 1 });
});

test('tail prints the last records as JSON, or as many as it is asked for [C1]', async () => {
  const spool = await writtenSpool();
  const { code, out } = await run('tail', spool.directory, '-n', '3');
  expect(code).toBe(0);
  expect(out.map((line) => JSON.parse(line) as unknown)).toEqual(spool.entries().slice(-3));
  expect((await run('tail', spool.directory, '-n', 'all')).out).toHaveLength(spool.entries().length);
});

test('tail follows what is written until it is stopped [C1]', async () => {
  const spool = await writtenSpool();
  const stop = new AbortController();
  const seen: string[] = [];
  const tailing = runCli(['tail', spool.directory, '--follow', '-n', '0'], {
    out: (line) => void seen.push(line),
    err: () => {},
    env: {},
    signal: stop.signal,
  });
  const before = spool.entries().length;
  await spool.run(5);
  await expect.poll(() => seen.length).toBe(spool.entries().length - before);
  stop.abort();
  expect(await tailing).toBe(0);
});

test('ship brings what a dead machine left to a sink, once, and says what has no outcome [C2] [C4]', async () => {
  const spool = await makeSpool();
  const attempt = await unfinishedCall(spool);
  const sinks = join(spool.root, 'sinks.json');
  const file = join(spool.root, 'shipped.ndjson');
  await writeFile(sinks, JSON.stringify([{ type: 'file', path: 'shipped.ndjson' }]));
  const first = await run('ship', spool.directory, '--sinks', sinks);
  expect(first).toMatchObject({ code: 0, out: [expect.stringContaining('1 attempts without an outcome')] });
  const shipped = await readFile(file, 'utf8');
  expect(shipped).toContain(attempt);
  expect(await run('ship', spool.directory, '--sinks', sinks)).toMatchObject({ code: 0 });
  expect(await readFile(file, 'utf8')).toBe(shipped);
  const key = join(spool.root, 'keys', 'signing.pem');
  expect(await run('ship', spool.directory, '--sinks', sinks, '--signing-key', key)).toMatchObject({
    code: 0,
    err: [expect.stringContaining('recovered')],
  });
  const after = (await readFile(file, 'utf8')).trim().split('\n');
  expect(after).toHaveLength(spool.entries().length);
  expect(after.join('\n')).toContain('"status":"unknown"');
  expect(await run('verify', spool.directory, '--anchors', file, '--strict')).toMatchObject({ code: 0 });
});

test.each([
  ['no command', [], /^mcp-audit: name a command$/],
  ['another command', ['delete'], /^mcp-audit: there is no command delete$/],
  ['no directory', ['verify'], /^mcp-audit: name the directory of a spool$/],
  ['a directory without a spool', ['verify', '/nowhere'], /^mcp-audit: .nowhere holds no audit stream$/],
  ['an option that does not exist', ['verify', '.', '--quick'], /^mcp-audit: Unknown option '--quick'/],
  ['anchors that are not there', ['verify', '.', '--anchors', '/nowhere'], /^mcp-audit: the anchors cannot be read/],
  ['a count that is none', ['tail', '.', '-n', 'many'], /^mcp-audit: -n: expected a number, or all$/],
  ['no sinks', ['ship', '.'], /^mcp-audit: --sinks: name a file that says where to ship to$/],
])('%s is told in one line, with exit code 2', async (_, args, message) => {
  const { code, out, err } = await run(...args);
  expect({ code, out }).toEqual({ code: 2, out: [] });
  expect(err).toEqual([expect.stringMatching(message), 'Try mcp-audit --help.']);
});

test('--help names every command, option and exit code', async () => {
  const { code, out } = await run('--help');
  expect(code).toBe(0);
  for (const word of ['verify', 'tail', 'ship', '--anchors', '--follow', '--sinks', 'Exit codes'])
    expect(out[0]).toContain(word);
});

test('a file of sinks that is wrong is refused with what is wrong in it', async () => {
  const spool = await writtenSpool();
  const sinks = join(spool.root, 'sinks.json');
  await writeFile(sinks, '[{ "type": "fax" }]');
  const { code, err } = await run('ship', spool.directory, '--sinks', sinks);
  expect(code).toBe(2);
  expect(err[0]).toContain('type');
  await rm(sinks);
  expect(await run('ship', spool.directory, '--sinks', sinks)).toMatchObject({ code: 2 });
});
