import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * What the vitest reporter `tooling/vitest/closing-reporter.ts` writes to the file named by `TEST_SUMMARY_FILE`.
 *
 * @typedef {object} TestSummary
 * @property {number} passed
 * @property {number} failed
 * @property {number} skipped
 * @property {{ test: string, reason: string }[]} notRun
 */

/**
 * Gives `work` the environment that makes the test run leave its summary, and reads it afterwards.
 *
 * @template T
 * @param {(env: { TEST_SUMMARY_FILE: string }) => Promise<T>} work
 * @returns {Promise<{ result: T, summary: TestSummary | undefined }>} no summary when no test run came to its end
 */
export const withTestSummary = async (work) => {
  const folder = mkdtempSync(join(tmpdir(), 'mcp-chassis-check-'));
  const file = join(folder, 'tests.json');
  try {
    const result = await work({ TEST_SUMMARY_FILE: file });
    return { result, summary: read(file) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};

/**
 * What is not run here and why, and as the last line the counts alone. In CI nothing may be left out, so there the tests
 * have failed instead and only the counts are printed.
 *
 * @param {TestSummary | undefined} summary
 * @param {boolean} ci
 * @returns {string[]}
 */
export const summaryLines = (summary, ci) => {
  if (!summary) return [];
  const notRun = ci || summary.notRun.length === 0 ? [] : ['', 'not run here', ...reasons(summary.notRun), ''];
  return [...notRun, `${summary.passed} passed, ${summary.failed} failed, ${summary.skipped} skipped`];
};

/** @param {TestSummary['notRun']} notRun */
const reasons = (notRun) => notRun.map(({ test, reason }) => `  ${test}: ${reason}`);

/**
 * @param {string} file
 * @returns {TestSummary | undefined}
 */
const read = (file) => {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
};
