import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { expect, test } from 'vitest';

const script = new URL('./stderr-logger.test.child.ts', import.meta.url).pathname;
/** Far more than a pipe holds. */
const many = 10_000;

/** Starts a process that logs and ends with 7 at once. */
const start = (lines: number, stderr: 'pipe' | number) =>
  spawn(process.execPath, [script, String(lines)], { stdio: ['ignore', 'ignore', stderr] });

test('a process that ends at once has written its last lines [A12]', async () => {
  const child = start(200, 'pipe');
  const exited = once(child, 'exit');
  const lines = (await text(child.stderr ?? Readable.from([]))).trim().split('\n');
  expect(lines.map((line) => (JSON.parse(line) as { i: number }).i)).toEqual(Array.from({ length: 200 }, (_, i) => i));
  expect(await exited).toEqual([7, null]);
});

test('a process whose log nobody reads ends [A12]', async () => {
  expect(await once(start(many, 'pipe'), 'exit')).toEqual([7, null]);
});

test('a process whose log nobody can read any more ends [A12]', async () => {
  const child = start(many, 'pipe');
  child.stderr?.destroy();
  expect(await once(child, 'exit')).toEqual([7, null]);
});

test('a process whose log is a full disk ends [A12]', async ({ skip }) => {
  if (!existsSync('/dev/full')) return skip('this system has no /dev/full');
  const full = await open('/dev/full', 'w');
  expect(await once(start(many, full.fd), 'exit')).toEqual([7, null]);
  await full.close();
});
