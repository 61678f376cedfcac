import { expect, test } from 'vitest';
import { judgeCoverage } from './judge-coverage.mjs';

const run = (passed: boolean, statements: string) => ({
  passed,
  output: `100 passed\nStatements   : ${statements}% ( 865/883 )`,
});

test('the coverage is printed with the tests that pass', () => {
  expect(judgeCoverage(run(true, '97.96'))).toMatchObject({
    passed: true,
    note: '97.96 % of the statements of workers-codegen, in workerd',
  });
});

test('a run that measured nothing fails, and one that failed stays as it is', () => {
  expect(judgeCoverage(run(true, 'Unknown'))).toMatchObject({ passed: false });
  expect(judgeCoverage(run(false, '97.96'))).toEqual(run(false, '97.96'));
});
