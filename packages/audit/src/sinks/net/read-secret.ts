import { SinkError } from '../../sink-error.ts';
import type { SecretSource } from './secret-source.ts';

/** @throws SinkError of kind `retry` when there is none to be had. It says `what` is missing and nothing else. */
export async function readSecret(source: SecretSource, what: string): Promise<string> {
  const secret = typeof source === 'string' ? source : await ask(source);
  if (secret === undefined || secret === '') throw new SinkError(`${what} cannot be read`, { kind: 'retry' });
  return secret;
}

async function ask(source: () => string | Promise<string>): Promise<string | undefined> {
  try {
    return await source();
  } catch {
    return undefined;
  }
}
