import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { text } from 'node:stream/consumers';
import { stripVTControlCharacters } from 'node:util';

/** One line of the official suite's releases: the package's alias in package.json. */
export type ConformanceRelease = 'conformance-2025' | 'conformance-2026';

/** What one scenario came to. */
export interface ConformanceResult {
  readonly checks: number;
  readonly passed: number;
  readonly failed: number;
  readonly warnings: number;
  /** Everything the suite printed: what failed, and why. */
  readonly report: string;
}

const { resolve } = createRequire(import.meta.url);

/**
 * Runs one server scenario of `@modelcontextprotocol/conformance` as a program of its own.
 *
 * @throws Error when it ran no check at all, which the suite itself counts as success.
 */
export async function runConformance(
  release: ConformanceRelease,
  scenario: string,
  url: string,
  specVersion?: string,
): Promise<ConformanceResult> {
  const version = specVersion === undefined ? [] : ['--spec-version', specVersion];
  const program = resolve(`${release}/package.json`).replace('package.json', 'dist/index.js');
  const child = spawn(process.execPath, [program, 'server', '--url', url, '--scenario', scenario, ...version], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr)]);
  const report = stripVTControlCharacters(`${stdout}${stderr}`);
  const summary = /^Passed: (\d+)\/(\d+), (\d+) failed, (\d+) warnings$/m.exec(report);
  const [passed = 0, checks = 0, failed = 0, warnings = 0] = (summary ?? []).slice(1).map(Number);
  if (checks === 0) throw new Error(`${release} ${scenario} checked nothing:\n${report}`);
  return { checks, passed, failed, warnings, report };
}
