import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';

test('importing the entries loads nothing of HTTP: a server over stdio does without its memory', async () => {
  const script = `
    await import(${JSON.stringify(new URL('../index.ts', import.meta.url).href)});
    await import(${JSON.stringify(new URL('index.ts', import.meta.url).href)});
    const heavy = ['http', 'http2', 'internal/deps/undici/undici'].map((name) => 'NativeModule ' + name);
    console.log(heavy.filter((name) => process.moduleLoadList.includes(name)).join());
    await import('node:http');
    console.log(heavy.filter((name) => process.moduleLoadList.includes(name)).length);`;
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', script]);
  expect(stdout).toBe('\n3\n');
});
