import { stat } from 'node:fs/promises';
import type { TargetConfig } from './config.ts';

/** Whether what the targets refer to is there: variables, password files, certificate files. Reads no content. */
export async function checkReferences(
  targets: readonly TargetConfig[],
  env: NodeJS.ProcessEnv,
): Promise<{ readonly problems: readonly string[]; readonly warnings: readonly string[] }> {
  const problems: string[] = [];
  const warnings: string[] = [];
  for (const { name, password, ca } of targets) {
    const key = `targets.${name}`;
    if (password.kind === 'env' && (env[password.name] ?? '') === '') {
      problems.push(`${key}.password: the environment variable ${password.name} is not set`);
    }
    if (password.kind === 'file') {
      const found = await stat(password.path).catch(() => undefined);
      if (found?.isFile() !== true) problems.push(`${key}.password: its file does not exist or cannot be reached`);
      else if (process.platform !== 'win32' && (found.mode & 0o077) !== 0) {
        warnings.push(`${key}.password: its file can be read by others than its owner; run chmod 600 on it`);
      }
    }
    if (ca !== undefined && (await stat(ca).catch(() => undefined))?.isFile() !== true) {
      problems.push(`${key}.ca: its file does not exist or cannot be reached`);
    }
  }
  return { problems, warnings };
}
