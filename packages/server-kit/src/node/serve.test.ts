import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import { describe, expect, test } from 'vitest';

const program = new URL('../testing/fixture-program.ts', import.meta.url).pathname;
const engines = [
  { engine: 'v2', flags: [] },
  { engine: 'sdk-v1', flags: ['--sdk-v1'] },
] as const;
const rpc = (message: object) => `${JSON.stringify({ jsonrpc: '2.0', ...message })}\n`;
const call = { id: 1, method: 'tools/call', params: { name: 'watch_forever', arguments: { note: 'x' } } };
const hello = rpc({
  id: 0,
  method: 'initialize',
  params: { protocolVersion: '2025-06-18', capabilities: {}, clientInfo: { name: 'test', version: '1' } },
});

/** A server with a call that waits. `said(word)` resolves with its next log line of that message. */
async function startFixture(flags: readonly string[]) {
  const child = spawn(process.execPath, [program, '--waiting', ...flags]);
  const lines: string[] = [];
  const waiting = new Map<string, (line: string) => void>();
  createInterface({ input: child.stderr }).on('line', (line) => {
    lines.push(line);
    for (const [word, tell] of waiting) if (line.includes(`"msg":"${word}"`)) tell(line);
  });
  const said = (word: string) => new Promise<string>((resolve) => waiting.set(word, resolve));
  const exited = once(child, 'close').then(([code]) => code as number | null);
  const serving = await said('serving');
  return { child, lines, said, exited, serving };
}

describe.each(engines)('a server on the $engine engine', ({ flags }) => {
  test('answers its running call over stdio before a SIGTERM ends it with 0 [A12]', async () => {
    const { child, said, exited } = await startFixture(flags);
    const stdout = text(child.stdout);
    const waiting = said('waiting');
    child.stdin.write(hello + rpc(call));
    await waiting;
    child.kill('SIGTERM');
    expect(await exited).toBe(0);
    expect(await stdout).toContain('The server is shutting down');
  });

  test('answers its running call over HTTP before a SIGTERM ends it with 0 [A12]', async () => {
    const { child, said, exited, serving } = await startFixture([...flags, '--http']);
    const { url } = JSON.parse(serving) as { url: string };
    const waiting = said('waiting');
    const answer = fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/json, text/event-stream' },
      body: rpc(call),
    }).then((response) => response.text());
    await waiting;
    child.kill('SIGTERM');
    expect(await answer).toContain('The server is shutting down');
    expect(await exited).toBe(0);
  });

  test('lets answers that wait for a slow reader leave before a SIGTERM ends it [A12]', async () => {
    const { child, said, exited } = await startFixture(flags);
    const ids = Array.from({ length: 3_000 }, (_, i) => i + 2);
    const waiting = said('waiting');
    const draining = said('draining');
    child.stdin.write(hello + ids.map((id) => rpc({ id, method: 'tools/list' })).join('') + rpc(call));
    await waiting;
    child.kill('SIGTERM');
    await draining;
    const lines = (await text(child.stdout)).trimEnd().split('\n');
    expect(lines.map((line) => (JSON.parse(line) as { id: number }).id)).toEqual(expect.arrayContaining([0, ...ids]));
    expect(await exited).toBe(0);
  });

  test.each([
    ['closes its end of stdout while a call runs', (child: ReturnType<typeof spawn>) => child.stdout?.destroy()],
    ['sends a message without an end', (child: ReturnType<typeof spawn>) => child.stdin?.write('x'.repeat(11 << 20))],
  ])('drains and closes in order when the client %s [A12]', async (_what, breakIt) => {
    const { child, lines, said, exited } = await startFixture(flags);
    child.stdin.on('error', () => {});
    const waiting = said('waiting');
    child.stdin.write(hello + rpc(call));
    await waiting;
    breakIt(child);
    child.stdin.write(rpc({ id: 2, method: 'ping' }));
    expect(await exited).toBe(0);
    expect(lines.at(-1)).toContain('"msg":"stopped"');
  });
});

test('many answers that are ready at once leave whole, in order, and without a warning', async () => {
  const { child, lines, exited } = await startFixture([]);
  const ids = Array.from({ length: 200 }, (_, i) => i + 1);
  child.stdin.write(hello + ids.map((id) => rpc({ id, method: 'tools/list' })).join(''));
  const answered: number[] = [];
  for await (const line of createInterface({ input: child.stdout })) {
    answered.push((JSON.parse(line) as { id: number }).id);
    if (answered.length > ids.length) child.stdin.end();
  }
  expect(answered).toEqual([0, ...ids]);
  expect(await exited).toBe(0);
  expect(lines.filter((line) => line.includes('Warning'))).toEqual([]);
});
