import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const config = fileURLToPath(new URL('fixtures/vitest.config.ts', import.meta.url));

const runFixture = (fixture: string, ci: string) =>
  spawnSync('vitest', ['run', '--config', config, fixture], {
    encoding: 'utf8',
    env: { ...process.env, CI: ci, TEST_SUMMARY_FILE: '' },
  });

test('a run ends with what was left out, why, and the counts alone on the last line', () => {
  const { status, stdout } = runFixture('skips', '');
  expect(status).toBe(0);
  expect(stdout.trimEnd().split('\n')).toEqual([
    '',
    'not run here',
    '  skips.fixture.ts: on a machine with slapd > asks the directory: slapd is not installed',
    '',
    '1 passed, 0 failed, 1 skipped',
  ]);
});

test('in CI a test that is left out fails the run', () => {
  const { status, stdout } = runFixture('skips', 'true');
  expect(status).toBe(1);
  expect(stdout).toContain('In CI nothing may be skipped');
});

test('what a broken setup kept from running is a failure, not something left out', () => {
  const { status, stdout } = runFixture('broken-setup', '');
  expect(status).toBe(1);
  expect(stdout).not.toContain('not run here');
  expect(stdout.trimEnd().split('\n').at(-1)).toBe('0 passed, 1 failed, 1 skipped');
});
