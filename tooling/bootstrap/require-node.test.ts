import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';

const judge = (version: string) =>
  spawnSync(
    process.execPath,
    [
      '--input-type=module',
      '-e',
      `import { requireNode } from ${JSON.stringify(new URL('require-node.mjs', import.meta.url).href)};
       requireNode(${JSON.stringify(version)});`,
    ],
    { encoding: 'utf8' },
  );

test('a Node that is too old is refused with what to install', () => {
  const { status, stderr } = judge('18.20.8');
  expect(status).toBe(1);
  expect(stderr).toContain('needs Node 20 or newer to start, and this is Node 18.20.8');
  expect(stderr).toContain('https://nodejs.org');
});

test('Node 20 is enough', () => {
  expect(judge('20.0.0')).toMatchObject({ status: 0, stderr: '' });
});
