import { expect, test } from 'vitest';
import type { Check } from './checks.mjs';
import { runChecks } from './run-checks.mjs';

const silent = { begin: () => ({ note: () => {}, succeed: () => {}, fail: () => {} }) };

const check = (name: string, passed: boolean, more: Partial<Check> = {}): Check => ({
  name,
  proves: 'nothing',
  run: () => Promise.resolve({ passed, output: `${name} ran` }),
  ...more,
});

const outcomes = async (...checks: Check[]) =>
  [...(await runChecks(checks, silent, {}))].map(([name, { passed, output }]) => [name, passed, output]);

test('one failure does not keep the other checks from running', async () => {
  expect(await outcomes(check('format', false), check('lint', true), check('tests', true, { alone: true }))).toEqual([
    ['format', false, 'format ran'],
    ['lint', true, 'lint ran'],
    ['tests', true, 'tests ran'],
  ]);
});

test('a failed build fails what needs it without running it', async () => {
  const tests = check('tests', true, { alone: true, needsBuild: true });
  expect(await outcomes(check('build', false), check('format', true), tests)).toEqual([
    ['build', false, 'build ran'],
    ['format', true, 'format ran'],
    ['tests', false, ''],
  ]);
});

test('a check that wants the machine to itself starts when the others have ended', async () => {
  const order: string[] = [];
  const traced = (name: string, more: Partial<Check> = {}) =>
    check(name, true, {
      run: async () => {
        order.push(`${name} starts`);
        await Promise.resolve();
        order.push(`${name} ends`);
        return { passed: true, output: '' };
      },
      ...more,
    });
  await outcomes(traced('tests', { alone: true }), traced('lint'), traced('knip'));
  expect(order.slice(-2)).toEqual(['tests starts', 'tests ends']);
});
