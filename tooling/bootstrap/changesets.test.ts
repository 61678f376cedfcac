import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { checkChangesets } from './changesets.mjs';

const git = (cwd: string, ...args: string[]) =>
  execFileSync('git', ['-c', 'user.name=test', '-c', 'user.email=test@localhost', ...args], { cwd, stdio: 'pipe' });

const write = (root: string, file: string, text: string) => {
  mkdirSync(dirname(join(root, file)), { recursive: true });
  writeFileSync(join(root, file), text);
};

const commit = (root: string) => {
  git(root, 'add', '-A');
  git(root, 'commit', '--quiet', '--allow-empty', '-m', 'change');
};

const folder = () => {
  const path = mkdtempSync(join(tmpdir(), 'changesets-'));
  onTestFinished(() => rmSync(path, { recursive: true, force: true }));
  return path;
};

const repository = (version: string) => {
  const root = folder();
  git(root, 'init', '--quiet');
  write(root, 'packages/one/package.json', JSON.stringify({ name: '@x/one', version }, undefined, 2));
  write(root, 'packages/one/src/index.ts', 'export const one = 1;');
  commit(root);
  return root;
};

const announce = (root: string, name: string) =>
  write(root, '.changeset/brave-dogs.md', `---\n'${name}': minor\n---\n\nMore.\n`);

const silent = 'packages/one/src changed since @x/one was released, and no changeset says so: run `pnpm changeset`.';

describe('a package needs a changeset [J6]', () => {
  test('before its first release', () => {
    expect(checkChangesets(repository('0.0.0'))).toEqual([silent]);
  });

  test('when its source changed after the release', () => {
    const root = repository('1.2.0');
    write(root, 'packages/one/src/index.ts', 'export const one = 2;');
    commit(root);
    expect(checkChangesets(root)).toEqual([silent]);
  });

  test('when a source file is new and not yet committed', () => {
    const root = repository('1.2.0');
    write(root, 'packages/one/src/two.ts', 'export const two = 2;');
    expect(checkChangesets(root)).toEqual([silent]);
  });

  test('also in a shallow clone that does not reach back to the release', () => {
    const root = repository('1.2.0');
    for (const text of ['2', '3']) {
      write(root, 'packages/one/src/index.ts', `export const one = ${text};`);
      commit(root);
    }
    const clone = folder();
    git(root, 'clone', '--quiet', '--depth', '2', `file://${root}`, clone);
    expect(checkChangesets(clone)).toEqual([silent]);
  });
});

describe('a package needs no changeset', () => {
  test('when one names it', () => {
    const root = repository('0.0.0');
    announce(root, '@x/one');
    expect(checkChangesets(root)).toEqual([]);
  });

  test('right after its release', () => {
    expect(checkChangesets(repository('1.2.0'))).toEqual([]);
  });

  test('when only its tests changed', () => {
    const root = repository('1.2.0');
    write(root, 'packages/one/src/index.test.ts', 'test');
    commit(root);
    expect(checkChangesets(root)).toEqual([]);
  });

  test('once a release has used the changeset up', () => {
    const root = repository('0.0.0');
    announce(root, '@x/one');
    commit(root);
    rmSync(join(root, '.changeset'), { recursive: true });
    write(root, 'packages/one/package.json', JSON.stringify({ name: '@x/one', version: '0.1.0' }, undefined, 2));
    expect(checkChangesets(root)).toEqual([]);
    commit(root);
    expect(checkChangesets(root)).toEqual([]);
  });
});

test('a changeset for a package that is not published is refused', () => {
  const root = repository('1.2.0');
  announce(root, '@x/onne');
  expect(checkChangesets(root)).toEqual([
    '.changeset/brave-dogs.md names @x/onne, which is no published package of this workspace.',
  ]);
});
