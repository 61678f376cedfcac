import { auditSinksSchema } from '@mcp-chassis/audit/config';
import { z } from 'zod';
import { secretReference } from './secret-reference.ts';

const port = z.int().min(1).max(65_535);
const name = z.string().min(1).max(63);

const loopback = new Set(['localhost', '127.0.0.1', '::1']);

const target = z
  .strictObject({
    host: z
      .string()
      .regex(/^[A-Za-z0-9_.:-]{1,253}$/, { error: 'expected a host name or an IP address' })
      .describe('Host name or address of the replica'),
    port: port.default(5432).describe('Port of the replica'),
    database: name.describe('Database to read'),
    user: name.describe('Least-privilege role to log in as'),
    password: secretReference.describe('Where the password is kept: env:NAME, file:PATH or { exec: [...] }'),
    tls: z
      .enum(['verify-full', 'disable'])
      .default('verify-full')
      .describe('verify-full checks certificate and host name; disable only for loopback hosts'),
    ca: z.string().min(1).optional().describe('PEM file with the authorities to trust instead of the system ones'),
    description: z.string().max(200).optional().describe('What is in it; shown to agents by list_targets'),
    allow: z
      .strictObject({
        functions: z.array(z.string().min(1).max(200)).max(500).default([]).describe('Functions to allow, schema.name'),
        extensions: z.array(name).max(100).default([]).describe('Extensions whose functions are allowed'),
      })
      .prefault({})
      .describe('What agents may call beyond the built-in list'),
    columns: z
      .record(
        z.string().regex(/^[^.]+\.[^.]+\.[^.]+$/, { error: 'expected schema.table.column' }),
        z.enum(['redact', 'allow', 'strict']),
      )
      .default({})
      .describe(
        'Column policies: "schema.table.column": redact | allow | strict; strict is redact, and no query may compute with the column',
      ),
  })
  .superRefine((value, context) => {
    if (value.tls === 'disable' && !loopback.has(value.host)) {
      context.addIssue({
        code: 'custom',
        path: ['tls'],
        message: 'expected verify-full: only a loopback host may do without TLS',
      });
    }
    if (value.tls === 'disable' && value.ca !== undefined) {
      context.addIssue({ code: 'custom', path: ['ca'], message: 'has no effect with tls: disable' });
    }
  });

/** The configuration file of `mcp-postgres-replicas`. Strict: an unknown key is refused. */
export const configSchema = z.strictObject({
  owner: z.string().min(3).max(200).describe('The human or team that answers for this server'),
  environment: z
    .enum(['development', 'staging', 'production'])
    .default('production')
    .describe('Where this server runs; audit records name it'),
  agent: z
    .strictObject({
      id: z.string().min(1).max(100).describe('Identity of the agent while nobody authenticates'),
      owner: z.string().min(3).max(200).describe('Human owner of that agent'),
    })
    .describe('The agent that calls while authentication is off (loopback only)'),
  http: z
    .strictObject({
      port: port.default(8931).describe('Port of the HTTP transport'),
      allowed_hosts: z.array(z.string().min(1)).default([]).describe('Host headers to accept beside loopback'),
      allowed_origins: z.array(z.string().min(1)).default([]).describe('Origins to accept'),
    })
    .prefault({})
    .describe('The HTTP transport'),
  audit: z
    .strictObject({
      dir: z.string().min(1).describe('Directory of the spool that every call is written to before it is answered'),
      sinks: auditSinksSchema(secretReference)
        .default([{ type: 'stderr' }])
        .describe('Where records are brought to: a list of stderr, file, http, otlp, postgres; stderr by default'),
      signing_key: z
        .string()
        .min(1)
        .optional()
        .describe('Ed25519 private key (PEM) that signs the log; made when missing, in dir by default'),
      previous_signing_keys: z
        .array(z.string().min(1))
        .max(10)
        .default([])
        .describe('Keys that signed before signing_key, to introduce it'),
      hmac_key: z
        .string()
        .min(1)
        .optional()
        .describe('Secret that tells equal arguments without their content; made when missing, in dir by default'),
      when_unavailable: z
        .enum(['refuse', 'answer-reads-unrecorded'])
        .default('refuse')
        .describe('What becomes of reads while no record can be kept'),
      max_mib: z
        .int()
        .min(16)
        .max(1_048_576)
        .default(1_024)
        .describe('Most that dir may take; beyond it calls are refused until a sink has caught up'),
    })
    .describe('Where calls are recorded'),
  limits: z
    .strictObject({
      statement_timeout_ms: z.int().min(100).max(35_000).default(8_000).describe('Longest a statement may run'),
      lock_timeout_ms: z.int().min(10).max(35_000).default(1_000).describe('Longest wait for a lock'),
      max_result_bytes: z
        .int()
        .min(10_000)
        .max(50_000_000)
        .default(1_000_000)
        .describe('Most bytes read from the database for one query'),
      pool_size: z.int().min(1).max(50).default(4).describe('Connections per target'),
      max_concurrent_per_agent: z
        .int()
        .min(1)
        .max(50)
        .optional()
        .describe(
          'Queries one agent may run at once on one target; pool_size by default, as everybody is one agent without authentication',
        ),
      slow_after_ms: z.int().min(10).max(35_000).default(250).describe('From when on a running query counts as slow'),
      max_slow_queries: z
        .int()
        .min(1)
        .max(50)
        .optional()
        .describe(
          'Slow queries that may run at once on one target; a quarter of pool_size by default, so that quick ones get through',
        ),
      queue_timeout_ms: z.int().min(0).max(35_000).default(5_000).describe('Longest wait for a connection'),
      work_mem_mb: z
        .int()
        .min(1)
        .max(1_024)
        .default(16)
        .describe('Memory (work_mem) each sort or hash of a query may take before it spills to disk'),
      parallel_workers: z
        .int()
        .min(0)
        .max(16)
        .default(0)
        .describe('Processes (max_parallel_workers_per_gather) that may help each query'),
    })
    .prefault({})
    .describe('Limits of every query'),
  targets: z
    .record(
      z.string().regex(/^[a-z][a-z0-9_-]{0,62}$/, { error: 'expected a name like orders: a-z, 0-9, _ and -' }),
      target,
    )
    .refine((targets) => Object.keys(targets).length > 0, { error: 'expected at least one target' })
    .refine((targets) => Object.keys(targets).length <= 100, { error: 'expected at most 100 targets' })
    .describe('The replicas agents may read, by the name agents use'),
});

/** The file after validation, still with its own key names. */
export type ConfigFile = z.output<typeof configSchema>;
