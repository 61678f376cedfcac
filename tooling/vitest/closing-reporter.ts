import { writeFileSync } from 'node:fs';
import type { Reporter, SerializedError, TestCase, TestModule } from 'vitest/node';

/** What {@link ClosingReporter} writes, as JSON, to the file named by `TEST_SUMMARY_FILE`. */
interface TestSummary {
  readonly passed: number;
  /** Tests, and files that could not be run at all. */
  readonly failed: number;
  readonly skipped: number;
  /** Left out on this machine, with the reason given to `skip(condition, reason)`. */
  readonly notRun: readonly { readonly test: string; readonly reason: string }[];
}

/**
 * Ends a run with what was not run here and why, and the counts alone on the last line. In CI a skipped test fails the
 * run: there, everything a test needs must be present.
 */
export class ClosingReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], errors: readonly SerializedError[]): void {
    const summary = summarise(modules, errors.length);
    const file = process.env['TEST_SUMMARY_FILE'];
    if (file) writeFileSync(file, JSON.stringify(summary));

    if (summary.notRun.length > 0) {
      print(['\nnot run here', ...summary.notRun.map(({ test, reason }) => `  ${test}: ${reason}`)].join('\n'));
    }
    if (process.env['CI'] === 'true' && summary.skipped > 0) {
      print('\nIn CI nothing may be skipped: install what these tests need.');
      process.exitCode = 1;
    }
    print(`\n${summary.passed} passed, ${summary.failed} failed, ${summary.skipped} skipped`);
  }
}

const summarise = (modules: readonly TestModule[], strayErrors: number): TestSummary => {
  const tests = modules.flatMap((module) => [...module.children.allTests()]);
  const inState = (state: string) => tests.filter((test) => test.result().state === state);
  const brokenFiles = modules.filter((module) => module.state() === 'failed' && !hasFailedTest(module));
  const skipped = inState('skipped');
  return {
    passed: inState('passed').length,
    failed: inState('failed').length + brokenFiles.length + strayErrors,
    skipped: skipped.length,
    notRun: skipped.filter(leftOutOnPurpose).map((test) => ({
      test: `${test.module.relativeModuleId}: ${test.fullName}`,
      reason: reasonOf(test) ?? 'no reason given',
    })),
  };
};

const hasFailedTest = (module: TestModule): boolean => module.children.allTests('failed').next().done === false;

/** A test is skipped too when the setup of its file or suite failed; that is reported as the failure it is. */
const leftOutOnPurpose = (test: TestCase): boolean => reasonOf(test) !== undefined || test.module.state() !== 'failed';

const reasonOf = (test: TestCase): string | undefined => {
  const result = test.result();
  return result.state === 'skipped' ? result.note : undefined;
};

const print = (text: string): void => {
  process.stdout.write(`${text}\n`);
};
