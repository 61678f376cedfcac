import { open } from 'node:fs/promises';
import { ToolError } from '@mcp-chassis/tool-kit';
import { runSecretCommand } from './run-secret-command.ts';
import type { SecretReference } from './secret-reference.ts';

/** Most bytes a secret may have. */
const maxSecretBytes = 65_536;

/**
 * Reads a secret where it is kept. Nothing is cached: the next connection sees a rotated secret. One trailing line
 * break is dropped.
 *
 * @throws ToolError `UPSTREAM_UNAVAILABLE` when there is no secret to be had; `cause` has no part of it.
 */
export async function resolveSecret(reference: SecretReference, env: NodeJS.ProcessEnv): Promise<string> {
  const secret = (await read(reference, env)).replace(/\r?\n$/, '');
  if (secret === '') throw unavailable('is empty');
  return secret;
}

async function read(reference: SecretReference, env: NodeJS.ProcessEnv): Promise<string> {
  switch (reference.kind) {
    case 'env':
      return env[reference.name] ?? '';
    case 'file':
      return readBounded(reference.path);
    case 'exec': {
      const result = await runSecretCommand(reference, maxSecretBytes);
      if (!result.ok) throw unavailable(result.problem);
      return result.output;
    }
  }
}

async function readBounded(path: string): Promise<string> {
  try {
    await using file = await open(path, 'r');
    const { bytesRead, buffer } = await file.read(Buffer.alloc(maxSecretBytes + 1), 0, maxSecretBytes + 1, 0);
    if (bytesRead > maxSecretBytes) throw unavailable('is too long');
    return buffer.toString('utf8', 0, bytesRead);
  } catch (cause) {
    throw cause instanceof ToolError ? cause : unavailable('cannot be read', cause);
  }
}

function unavailable(problem: string, cause?: unknown): ToolError {
  return new ToolError('UPSTREAM_UNAVAILABLE', `The credential this server logs in with ${problem}.`, { cause });
}
