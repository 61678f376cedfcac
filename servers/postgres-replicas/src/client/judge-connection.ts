import { z } from 'zod';
import type { Finding } from './finding.ts';
import { brokenGuardrails } from './guardrails.ts';
import { revealingRoles } from './inspection-sql.ts';

/** The row of `inspectionSql`. */
export const connectionFacts = z.object({
  replica: z.boolean(),
  version: z.number(),
  role: z.string(),
  temp_files_bounded: z.boolean(),
  settings: z.record(z.string(), z.string()),
  roles: z.array(
    z.object({
      name: z.string(),
      own: z.boolean(),
      superuser: z.boolean(),
      bypassrls: z.boolean(),
      replication: z.boolean(),
      createrole: z.boolean(),
      createdb: z.boolean(),
      reported: z.boolean(),
    }),
  ),
  writable: z.array(z.string()),
  readable: z.boolean(),
  schemas: z.array(z.string()),
  creatable: z.array(z.string()),
  file_functions: z.array(z.string()),
});

/** What a connection says about its server and its role. */
export type ConnectionFacts = z.output<typeof connectionFacts>;

const attributes = [
  { flag: 'bypassrls', can: 'can bypass row security', fix: 'NOBYPASSRLS' },
  { flag: 'replication', can: 'can replicate', fix: 'NOREPLICATION' },
  { flag: 'createrole', can: 'can create roles', fix: 'NOCREATEROLE' },
  { flag: 'createdb', can: 'can create databases', fix: 'NOCREATEDB' },
] as const;

const oldestVersion = 120_000;

/** Every reason not to serve a connection, and every warning; empty when it is exactly as it must be. */
export function judgeConnection(facts: ConnectionFacts, wanted: Readonly<Record<string, string>>): readonly Finding[] {
  return [...judgeServer(facts, wanted), ...judgeRole(facts)];
}

function* judgeServer(facts: ConnectionFacts, wanted: Readonly<Record<string, string>>): Generator<Finding> {
  if (!facts.replica) {
    yield {
      severity: 'refuse',
      code: 'NOT_A_REPLICA',
      problem: 'it is a primary, not a replica, so it is not queried',
      fix: 'point host and port at a hot standby: SELECT pg_is_in_recovery() must be true there',
    };
  }
  if (facts.version < oldestVersion) {
    yield refuse('its Postgres version is older than 12', 'upgrade the server');
  }
  const broken = brokenGuardrails(wanted, facts.settings);
  if (broken.length > 0) {
    yield refuse(
      `its session settings did not take (${broken.join(', ')})`,
      'connect to Postgres itself, or let the pooler pass startup options (PgBouncer: session mode, without ignore_startup_parameters = options)',
    );
  }
  if (!facts.temp_files_bounded) {
    yield warn(
      'a query of its login role may fill the disk with temporary files',
      `ALTER ROLE ${facts.role} SET temp_file_limit = '1GB';`,
    );
  }
}

function* judgeRole({
  role,
  roles,
  writable,
  readable,
  schemas,
  creatable,
  file_functions,
}: ConnectionFacts): Generator<Finding> {
  const superuser = roles.find((found) => found.superuser);
  if (superuser !== undefined) {
    // A superuser is a member of every role: one finding says it all.
    yield superuser.own
      ? refuse('its login role is a superuser', `ALTER ROLE ${role} NOSUPERUSER;`)
      : refuse('its login role can become a superuser', `REVOKE ${superuser.name} FROM ${role};`);
    return;
  }
  for (const found of roles) {
    if (found.reported && !revealingRoles.includes(found.name)) {
      yield refuse(`its login role has the privileges of ${found.name}`, `REVOKE ${found.name} FROM ${role};`);
    }
    for (const { flag, can, fix } of attributes) {
      if (!found[flag]) continue;
      yield found.own
        ? refuse(`its login role ${can}`, `ALTER ROLE ${role} ${fix};`)
        : refuse(`its login role can become one that ${can}`, `REVOKE ${found.name} FROM ${role};`);
    }
  }
  for (const schema of writable) {
    yield refuse(
      `its login role may write to tables in schema ${schema}`,
      `REVOKE INSERT, UPDATE, DELETE, TRUNCATE ON ALL TABLES IN SCHEMA ${schema} FROM ${role}, PUBLIC;`,
    );
  }
  for (const signature of file_functions) {
    yield refuse(
      `its login role may run ${signature}, which reaches the server's files`,
      `REVOKE EXECUTE ON FUNCTION pg_catalog.${signature} FROM ${role}, PUBLIC;`,
    );
  }
  if (!readable) {
    yield warn(
      'its login role may read no table at all',
      `GRANT USAGE ON SCHEMA ${schemas.join(', ')} TO ${role}; GRANT SELECT ON ALL TABLES IN SCHEMA ${schemas.join(', ')} TO ${role}; (name only the schemas agents should read)`,
    );
  }
  const revealing = roles.find((found) => revealingRoles.includes(found.name));
  if (revealing !== undefined) {
    yield warn(
      `its login role has the privileges of ${revealing.name} and sees every setting, how the replica connects among them`,
      `REVOKE ${revealing.name} FROM ${role}; GRANT pg_read_all_stats TO ${role};`,
    );
  }
  for (const schema of creatable) {
    yield warn(
      `its login role may create objects in schema ${schema}`,
      `REVOKE CREATE ON SCHEMA ${schema} FROM ${role}, PUBLIC;`,
    );
  }
}

function refuse(problem: string, fix: string): Finding {
  return { severity: 'refuse', code: 'TARGET_REFUSED', problem, fix };
}

function warn(problem: string, fix: string): Finding {
  return { severity: 'warn', code: 'TARGET_REFUSED', problem, fix };
}
