import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { readSpool } from '@mcp-chassis/audit/node';
import type { JsonObject } from '@mcp-chassis/tool-kit';
import type { Reach } from '@mcp-chassis/server-kit/testing';

/** The built server, as its users start it. */
export const programPath = fileURLToPath(new URL('../../dist/main.js', import.meta.url));

/** A replica of the sandbox, and the databases of it that become targets of the same name. */
export interface ProgramTargets {
  readonly replica: { readonly host: string; readonly port: number };
  readonly agent: { readonly user: string; readonly password: string };
  readonly databases: Readonly<Record<string, string>>;
  /** More lines of YAML: at the top level, below each target, and targets of another kind. */
  readonly extra?: string;
  readonly targetExtra?: string;
  readonly moreTargets?: string;
  readonly owner?: string;
  /** Sinks of the audit log beside stderr and a file, each a mapping of YAML. */
  readonly auditSinks?: readonly string[];
  /** Options of Node itself, before the program. */
  readonly nodeOptions?: readonly string[];
}

/** The real program over HTTP, with its own configuration, password and audit file in a directory of its own. */
export interface RunningProgram {
  readonly http: Extract<Reach, { kind: 'http' }>;
  readonly stdio: Extract<Reach, { kind: 'stdio' }>;
  readonly origin: string;
  readonly pid: number;
  readonly child: ChildProcess;
  readonly configPath: string;
  /** Where its spool is. */
  readonly auditPath: string;
  /** Records of calls, oldest first, as they are in the spool. */
  readAudit(): Promise<readonly JsonObject[]>;
  /** What it wrote to stderr so far. */
  readLog(): string;
  readSinks(): Promise<Readonly<Record<string, string>>>;
  /** Ends it with SIGTERM; resolves with its exit code. */
  stop(): Promise<number | null>;
  /** Its exit code, however it ends. */
  readonly exited: Promise<number | null>;
  close(): Promise<void>;
}

/** Writes the configuration `mcp-postgres-replicas` runs with. */
export async function writeConfig(directory: string, targets: ProgramTargets): Promise<string> {
  const path = join(directory, 'config.yaml');
  await writeFile(join(directory, 'password'), targets.agent.password, { mode: 0o600 });
  const entries = Object.entries(targets.databases).map(
    ([name, database]) => `  ${name}:
    host: ${targets.replica.host}
    port: ${targets.replica.port}
    database: ${database}
    user: ${targets.agent.user}
    password: file:./password
    tls: disable
${targets.targetExtra ?? ''}`,
  );
  const yaml = `owner: ${targets.owner ?? 'on-call@test.example'}
environment: development
agent: { id: test-agent, owner: on-call@test.example }
audit: { dir: ./audit, sinks: [${['{ type: stderr }', '{ type: file, path: ./audit.ndjson }', ...(targets.auditSinks ?? [])].join(', ')}] }
${targets.extra ?? ''}
targets:
${entries.join('')}${targets.moreTargets ?? ''}`;
  await writeFile(path, yaml, { mode: 0o600 });
  return path;
}

/** Starts it on a free port. Close it. */
export async function runProgram(targets: ProgramTargets): Promise<RunningProgram> {
  const directory = await mkdtemp(join(tmpdir(), 'mcp-postgres-replicas-'));
  const configPath = await writeConfig(directory, targets);
  const args = [programPath, '--config', configPath];
  const child = spawn(
    process.execPath,
    [...(targets.nodeOptions ?? []), ...args, '--transport', 'http', '--port', '0'],
    {
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  const stderr: string[] = [];
  const stdout: string[] = [];
  child.stdout.on('data', (chunk: Buffer) => stdout.push(chunk.toString()));
  const exited = new Promise<number | null>((resolve) => child.once('close', resolve));
  const url = await new Promise<string>((resolve, reject) => {
    createInterface({ input: child.stderr }).on('line', (line) => {
      stderr.push(line);
      const found = /"url":"([^"]+)".*"msg":"serving"/.exec(line)?.[1];
      if (found !== undefined) resolve(found);
    });
    void exited.then(() => reject(new Error(stderr.join('\n'))));
  }).catch(async (error: unknown) => {
    await rm(directory, { recursive: true });
    throw error;
  });
  const origin = new URL(url).origin;
  const auditPath = join(directory, 'audit');
  const stop = async () => {
    child.kill('SIGTERM');
    return exited;
  };
  return {
    http: { kind: 'http', url },
    stdio: { kind: 'stdio', command: process.execPath, args },
    origin,
    pid: child.pid ?? 0,
    child,
    configPath,
    auditPath,
    async readAudit() {
      const records = [...readSpool(auditPath)].filter((entry) => 'call_id' in entry);
      // One program per transport writes here, each to an instance of its own.
      return records
        .toSorted((a, b) => Date.parse(a.at) - Date.parse(b.at))
        .map((entry) => ({ ...entry }) as unknown as JsonObject);
    },
    readLog: () => stderr.join('\n'),
    async readSinks() {
      const metrics = await fetch(`${origin}/metrics`).then((response) => response.text());
      const ready = await fetch(`${origin}/ready`).then((response) => response.text());
      const spool = JSON.stringify([...readSpool(auditPath)]);
      return {
        spool,
        file: await readFile(join(directory, 'audit.ndjson'), 'utf8'),
        stderr: stderr.join('\n'),
        metrics,
        ready,
      };
    },
    stop,
    exited,
    async close() {
      await stop();
      await rm(directory, { recursive: true });
    },
  };
}
