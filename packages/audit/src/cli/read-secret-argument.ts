import { readFile } from 'node:fs/promises';

/**
 * Reads `env:NAME` or `file:PATH`. One trailing line break is dropped.
 *
 * @throws Error that repeats nothing but the name: someone will have typed the secret itself.
 */
export async function readSecretArgument(
  option: string,
  reference: string,
  env: Readonly<Record<string, string | undefined>>,
): Promise<string> {
  const [, kind, place = ''] = /^(env|file):(.+)$/s.exec(reference) ?? [];
  if (kind === undefined) throw new Error(`${option}: write env:NAME or file:PATH, never the secret itself`);
  const text = kind === 'env' ? (env[place] ?? '') : await readFile(place, 'utf8');
  const secret = text.replace(/\r?\n$/, '');
  if (secret === '') throw new Error(`${option}: ${kind}:${place} is empty`);
  return secret;
}
