import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { basename, dirname, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import type { AuditSink } from '../audit-sink.ts';
import { auditSinksSchema } from '../config/audit-sinks-schema.ts';
import { openConfiguredSinks } from '../config/open-configured-sinks.ts';
import { describeReason } from '../node/log-events.ts';
import { guardSink } from '../node/shipping/guarded-sink.ts';
import { parseSigningKey, type SigningKey } from '../node/signing-key.ts';
import type { SpoolEvent } from '../node/spool-event.ts';
import { lockInstance } from '../node/spool/instance-lock.ts';
import { nodeSpoolFs as fs } from '../node/spool/spool-fs.ts';
import { spoolLimits } from '../node/spool/spool-limits.ts';
import { exitCodes, UsageError, type CliIo } from './cli-io.ts';
import { listInstances } from './list-instances.ts';
import { onePath } from './one-path.ts';
import { shipInstance, type Shipment } from './ship-instance.ts';

/** `mcp-audit ship`. */
export async function shipCommand(args: readonly string[], io: CliIo): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      sinks: { type: 'string' },
      'signing-key': { type: 'string' },
      timeout: { type: 'string', default: '60' },
    },
  });
  const directory = onePath(positionals, 'the directory of a spool');
  if (values.sinks === undefined) throw new UsageError('--sinks: name a file that says where to ship to');
  const timeoutMs = parseSeconds(values.timeout) * 1_000;
  const key = values['signing-key'] === undefined ? undefined : await readKey(values['signing-key']);
  const instances = listInstances(directory);
  const sinks = await openSinks(values.sinks, io);
  try {
    const deadline = AbortSignal.any([AbortSignal.timeout(timeoutMs), io.signal]);
    let left = 0;
    for (const instance of instances) left += await shipOne(instance, { sinks, key, deadline, io });
    return left === 0 ? exitCodes.ok : exitCodes.found;
  } finally {
    await Promise.all(sinks.map((sink) => sink.close()));
  }
}

interface Shipping {
  readonly sinks: readonly AuditSink[];
  readonly key: SigningKey | undefined;
  readonly deadline: AbortSignal;
  readonly io: CliIo;
}

/** Returns how much is left. */
async function shipOne(directory: string, { sinks, key, deadline, io }: Shipping): Promise<number> {
  const name = basename(directory);
  const lock = lockInstance(directory);
  if (lock === undefined) {
    io.err(`${name}: a running server ships it`);
    return 0;
  }
  const parts = {
    fs,
    boot: randomUUID(),
    keys: key && { current: key, previous: [] },
    limits: spoolLimits(),
    sinks: sinks.map((sink) => guardSink(sink)),
    now: Date.now,
    random: Math.random,
    onEvent: (event: SpoolEvent) => io.err(`${name}: ${describeEvent(event)}`),
  };
  try {
    const shipment = await shipInstance(parts, directory, lock, deadline);
    io.out(`${name}: ${describeShipment(shipment)}`);
    return Math.max(shipment.left, shipment.unreadable);
  } catch (error) {
    lock.release();
    io.err(`${name}: ${describeReason(error)}`);
    return 1;
  }
}

function describeShipment({ delivered, left, unreadable, openAttempts }: Shipment): string {
  const parts = [`${delivered} records delivered to every sink`];
  if (left > 0) parts.push(`${left} not delivered yet`);
  if (unreadable > 0) parts.push(`${unreadable} damaged places passed over: run mcp-audit verify`);
  if (openAttempts > 0)
    parts.push(`${openAttempts} attempts without an outcome: --signing-key records them as unknown`);
  return parts.join('; ');
}

function describeEvent(event: SpoolEvent): string {
  const about = 'sink' in event ? ` ${event.sink}` : '';
  return `${event.kind}${about}${'error' in event ? `: ${describeReason(event.error)}` : ''}`;
}

function parseSeconds(text: string): number {
  const seconds = Number(text);
  if (!(seconds > 0 && seconds <= 86_400)) throw new UsageError('--timeout: expected seconds, at most 86400');
  return seconds;
}

async function readKey(path: string): Promise<SigningKey> {
  try {
    return parseSigningKey(await readFile(path, 'utf8'));
  } catch {
    throw new UsageError(`--signing-key: ${path} cannot be read, or holds no Ed25519 private key (PEM)`);
  }
}

const reference = z.string().regex(/^(env:[A-Za-z_]\w*|file:.+)$/, { error: 'expected env:NAME or file:PATH' });

async function openSinks(path: string, io: CliIo): Promise<AuditSink[]> {
  const resolvePath = (relative: string) => resolve(dirname(path), relative);
  const text = await readFile(path, 'utf8').catch(() => {
    throw new UsageError(`--sinks: ${path} cannot be read`);
  });
  const parsed = auditSinksSchema(reference).safeParse(parseJson(text, path));
  if (!parsed.success) throw new UsageError(`--sinks: ${path}:\n${z.prettifyError(parsed.error)}`);
  return openConfiguredSinks(parsed.data, {
    resolvePath,
    readSecret: (from) => readSecret(from, resolvePath, io),
  });
}

function parseJson(text: string, path: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new UsageError(`--sinks: ${path} is not JSON`);
  }
}

async function readSecret(from: string, resolvePath: (path: string) => string, { env }: CliIo): Promise<string> {
  if (from.startsWith('file:')) return (await readFile(resolvePath(from.slice(5)), 'utf8')).trim();
  const value = env[from.slice(4)];
  if (value === undefined || value === '') throw new Error(`${from.slice(4)} is not set`);
  return value;
}
