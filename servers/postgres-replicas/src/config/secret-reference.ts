import { z } from 'zod';

/** Where a secret is kept. Never the secret itself. */
export type SecretReference =
  | { readonly kind: 'env'; readonly name: string }
  | { readonly kind: 'file'; readonly path: string }
  | { readonly kind: 'exec'; readonly command: readonly string[]; readonly timeoutMs: number };

const howTo = 'write env:NAME, file:PATH or { exec: [command, argument] }; the secret itself never stands in this file';

const short = z
  .string()
  .regex(/^(?:env:[A-Za-z_][A-Za-z0-9_]*|file:.+)$/s, { error: howTo })
  .transform((text): SecretReference => {
    const rest = text.slice(text.indexOf(':') + 1);
    return text.startsWith('env:') ? { kind: 'env', name: rest } : { kind: 'file', path: rest };
  });

const command = z
  .strictObject({
    exec: z.array(z.string().min(1)).min(1).max(64).describe('Command and arguments, run without a shell'),
    timeout_ms: z.int().min(100).max(60_000).default(5_000).describe('How long the command may take'),
  })
  .transform((value): SecretReference => ({ kind: 'exec', command: value.exec, timeoutMs: value.timeout_ms }));

/** Reads a reference as the configuration file writes it. A literal secret is refused without being repeated. */
export const secretReference = z.union([short, command], {
  error: (issue) => (typeof issue.input === 'object' ? undefined : howTo),
});
