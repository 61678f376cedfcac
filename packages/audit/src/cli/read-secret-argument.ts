import { readFile } from 'node:fs/promises';
import { UsageError, type CliIo } from './cli-io.ts';

/**
 * Reads `env:NAME` or `file:PATH`. One trailing line break is dropped.
 *
 * @throws UsageError that repeats nothing but a name: someone may have typed the secret itself.
 */
export async function readSecretArgument(option: string, reference: string, env: CliIo['env']): Promise<string> {
  const [, kind, place = ''] = /^(env|file):(.+)$/s.exec(reference) ?? [];
  if (kind === undefined) throw new UsageError(`${option}: write env:NAME or file:PATH, never the secret itself`);
  const text = kind === 'env' ? (env[place] ?? '') : await readText(option, place);
  const secret = text.replace(/\r?\n$/, '');
  if (secret === '') throw new UsageError(`${option}: ${kind}:${place} is empty`);
  return secret;
}

/** @throws UsageError when it cannot be read. */
export async function readText(option: string, path: string): Promise<string> {
  return readFile(path, 'utf8').catch(() => {
    throw new UsageError(`${option}: ${path} cannot be read`);
  });
}
