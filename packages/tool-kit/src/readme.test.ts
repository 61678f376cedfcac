import { expect, test } from 'vitest';
import { promisedOutput, runReadmeExample } from '../../../tooling/vitest/run-readme-example.ts';

const readme = new URL('../README.md', import.meta.url);

test('the example in the README prints what the README says [A1, A4, A7]', async () => {
  expect(await runReadmeExample(readme)).toBe(await promisedOutput(readme));
});
