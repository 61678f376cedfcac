import { createDirectAccess } from '../access/direct-access.ts';
import { inspectTarget } from '../client/open-connection.ts';
import type { Config } from '../config/config.ts';

const patienceMs = 10_000;

/** Asks every target and prints, for each, that it is well or what is wrong and how to mend it. True when all may serve. */
export async function checkTargets(
  config: Config,
  env: NodeJS.ProcessEnv,
  print: (line: string) => void,
): Promise<boolean> {
  for (const warning of config.warnings) print(`warning: ${warning}`);
  const access = createDirectAccess();
  const signal = AbortSignal.timeout(patienceMs);
  const reports = await Promise.all(
    config.targets.map(async (target) => {
      const findings = await inspectTarget({ target, limits: config.limits, access, env }, signal);
      return { name: target.name, findings };
    }),
  );
  for (const { name, findings } of reports) {
    const refused = findings.some(({ severity }) => severity === 'refuse');
    print(`${refused ? 'FAILED' : 'ok    '} ${name}`);
    for (const { severity, problem, fix } of findings) {
      print(`  ${severity === 'refuse' ? 'error' : 'warning'}: ${problem}`);
      if (fix !== undefined) print(`    fix: ${fix}`);
    }
  }
  return reports.every(({ findings }) => findings.every(({ severity }) => severity === 'warn'));
}
