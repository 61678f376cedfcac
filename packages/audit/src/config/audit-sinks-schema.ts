import { z } from 'zod';
import { parseEndpoint } from '../sinks/net/parse-endpoint.ts';
import { checkPostgresAddress } from '../sinks/postgres/postgres-address.ts';

const name = z
  .string()
  .regex(/^[a-z0-9-]{1,40}$/, { error: 'expected a name of a-z, 0-9 and -' })
  .optional()
  .describe('Names the sink in metrics, in /ready and in its checkpoint; its type by default');

const timeoutMs = z.int().min(100).max(25_000).default(10_000).describe('Longest a delivery may take');

const ca = z.string().min(1).optional().describe('PEM file with the authorities to trust instead of the system ones');

function receiver<Reference extends z.ZodType>(secret: Reference) {
  return {
    url: z
      .string()
      .max(2_000)
      .superRefine((url, context) => complain(context, () => parseEndpoint(url)))
      .describe('https, or http to a loopback host; no credentials in it'),
    token: secret.optional().describe('Where the bearer token is kept'),
    headers: z
      .record(z.string().regex(/^[A-Za-z0-9-]{1,100}$/, { error: 'expected the name of a header' }), secret)
      .default({})
      .describe('Further headers, and where the value of each is kept'),
    ca,
    timeout_ms: timeoutMs,
  };
}

/**
 * What a configuration file says of the sinks of an audit log: a list of at least one, each with its `type`. Strict.
 *
 * @param secret How the file refers to a secret; what it gives is handed to `readSecret` of `openConfiguredSinks`.
 */
export function auditSinksSchema<Reference extends z.ZodType>(secret: Reference) {
  const sink = z.discriminatedUnion('type', [
    z.strictObject({ type: z.literal('stderr'), name }),
    z.strictObject({ type: z.literal('file'), name, path: z.string().min(1).describe('NDJSON file to append to') }),
    z.strictObject({ type: z.literal('http'), name, ...receiver(secret) }),
    z.strictObject({
      type: z.literal('otlp'),
      name,
      ...receiver(secret),
      resource: z.record(z.string(), z.string()).default({}).describe('Further resource attributes'),
    }),
    z
      .strictObject({
        type: z.literal('postgres'),
        name,
        host: z.string().regex(/^[A-Za-z0-9_.:-]{1,253}$/, { error: 'expected a host name or an IP address' }),
        port: z.int().min(1).max(65_535).default(5432),
        database: z.string().min(1).max(63),
        user: z.string().min(1).max(63).describe('The role that may insert, and nothing else'),
        password: secret.describe('Where the password is kept'),
        tls: z
          .enum(['verify-full', 'disable'])
          .default('verify-full')
          .describe('verify-full checks certificate and host name; disable only for loopback hosts'),
        ca,
        timeout_ms: timeoutMs,
      })
      .superRefine(({ host, tls }, context) => complain(context, () => checkPostgresAddress({ host, tls }), ['tls'])),
  ]);
  return z
    .array(sink)
    .min(1, { error: 'expected at least one sink' })
    .max(10)
    .superRefine((sinks, context) => {
      for (const [index, { type, name: own = type }] of sinks.entries()) {
        if (sinks.findIndex((other) => (other.name ?? other.type) === own) === index) continue;
        context.addIssue({
          code: 'custom',
          path: [index, 'name'],
          message: 'expected another name: this one is taken',
        });
      }
    })
    .describe('Where the records go');
}

/** What the schema gives. */
export type AuditSinkConfig<Reference> = z.output<ReturnType<typeof auditSinksSchema<z.ZodType<Reference>>>>[number];

/** Messages of the checks repeat nothing of what was checked. */
function complain(context: z.RefinementCtx, check: () => void, path: string[] = []): void {
  try {
    check();
  } catch (error) {
    const message = error instanceof Error ? error.message.replace(/^audit: /, '') : 'is not allowed';
    context.addIssue({ code: 'custom', path, message });
  }
}
