import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { trackedButIgnored } from './tracked-but-ignored.mjs';

test('a committed file that an ignore rule names is told, with what to do', () => {
  const root = mkdtempSync(join(tmpdir(), 'tracked-'));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  const git = (...args: string[]) => execFileSync('git', args, { cwd: root, stdio: 'pipe' });
  git('init', '--quiet');
  writeFileSync(join(root, '.gitignore'), '*.log\n');
  writeFileSync(join(root, 'kept.txt'), '');
  writeFileSync(join(root, 'a b.log'), '');
  git('add', '.gitignore', 'kept.txt');
  expect(trackedButIgnored(root)).toEqual([]);
  git('add', '--force', 'a b.log');
  expect(trackedButIgnored(root)).toEqual([
    'a b.log is committed and ignored: run `git rm --cached a b.log`, or correct .gitignore.',
  ]);
});
