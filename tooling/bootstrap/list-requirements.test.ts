import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { listRequirements } from './list-requirements.mjs';

/** Ids in these samples stand in «», so that they do not count as named by this file. */
const project = (sample: string) => {
  const root = mkdtempSync(join(tmpdir(), 'requirements-'));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  const files = {
    '.github/requirements.md': '# What\n- A1 Names are verbs.\n- A2 Few tools.\n- B10 Nobody reads this.\n',
    'packages/one/package.json': '{ "name": "one" }',
    'packages/one/src/one.test.ts': sample.replaceAll('«', '[').replaceAll('»', ']'),
  };
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, file)), { recursive: true });
    writeFileSync(join(root, file), text);
  }
  return root;
};

const sample = `
  describe('tools «A2»', () => {});
  test.each([['a', 1]])('refuses %s «A1, A2»', () => {});
  const other = 'not a title «B10»';
`;

test('lists every requirement with the tests that name it', () => {
  expect(listRequirements({ root: project(sample) })).toBe(
    [
      'A1  Names are verbs.',
      '    packages/one/src/one.test.ts: refuses %s',
      'A2  Few tools.',
      '    packages/one/src/one.test.ts: tools',
      '    packages/one/src/one.test.ts: refuses %s',
      'B10 Nobody reads this.',
      '    ✖ no test names it',
      '',
      '2 of 3 requirements are named by a test.',
    ].join('\n'),
  );
});

test('lists only what no test names when asked', () => {
  const list = listRequirements({ root: project(sample), onlyMissing: true });
  expect(list).toContain('B10');
  expect(list).not.toContain('A1');
});

test('points at a test that names a requirement which does not exist', () => {
  expect(listRequirements({ root: project("test('works «C9»', () => {});") })).toContain(
    '✖ no requirement has the id C9: packages/one/src/one.test.ts: works',
  );
});
