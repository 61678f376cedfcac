import type { AuditLog, ReadinessCheck } from '@mcp-chassis/tool-kit';

/** Longest time the checks may take together. */
const readinessMs = 5_000;

/** Runs all checks at once; one that does not answer in time is a problem itself. */
export async function runChecks(
  audit: Pick<AuditLog, 'problem'>,
  checks: readonly ReadinessCheck[],
): Promise<Readonly<Record<string, string>>> {
  const deadline = new AbortController();
  const timer = setTimeout(() => deadline.abort(), readinessMs);
  const late = new Promise<string>((resolve) => {
    deadline.signal.addEventListener('abort', () => resolve('did not answer in time'), { once: true });
  });
  try {
    const problems = await Promise.all(
      checks.map((dependency) => Promise.race([check(dependency, deadline.signal), late])),
    );
    const entries = checks.map(({ name }, i): [string, string] => [name, problems[i] ?? 'ok']);
    return Object.fromEntries([['audit', audit.problem() ?? 'ok'], ...entries]);
  } finally {
    clearTimeout(timer);
  }
}

async function check(dependency: ReadinessCheck, signal: AbortSignal): Promise<string | undefined> {
  try {
    return await dependency.check(signal);
  } catch {
    return 'could not be checked';
  }
}
