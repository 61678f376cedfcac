import { basename } from 'node:path';
import { unknownOutcome } from '../../unknown-outcome.ts';
import { writeDraft } from '../../written-entry.ts';
import { introduceKey } from '../signed-entry.ts';
import type { SigningKey } from '../signing-key.ts';
import { InstanceWriter, type OnKept } from './instance-writer.ts';
import { recoverInstance, type RecoveredInstance } from './recover-instance.ts';
import type { SpoolFs } from './spool-fs.ts';
import type { SpoolLimits } from './spool-limits.ts';

/** The key that signs, and those it may follow. */
export interface SigningKeys {
  readonly current: SigningKey;
  /** Keys that signed before: they introduce the current one. */
  readonly previous: readonly SigningKey[];
}

/** What an instance is opened with. */
export interface OpenInstanceOptions {
  readonly fs: SpoolFs;
  /** Locked by the caller. */
  readonly directory: string;
  readonly boot: string;
  readonly keys: SigningKeys;
  readonly limits: SpoolLimits;
  readonly now: () => number;
  readonly onKept: OnKept;
}

/** An instance that this process writes. */
export interface OpenedInstance {
  readonly writer: InstanceWriter;
  readonly recovered: RecoveredInstance;
}

/** The stream was signed with a key that is neither the current one nor a known previous one. */
export class ForeignKeyError extends Error {
  override readonly name = 'ForeignKeyError';
}

/**
 * Takes a stream over: what its last process left unsigned is signed as it was found, a new key is introduced by the one
 * before, and every attempt without an outcome gets one that says `unknown`.
 *
 * @throws DamagedInstanceError, ForeignKeyError: nothing was written then.
 */
export async function openInstance(options: OpenInstanceOptions): Promise<OpenedInstance> {
  const { fs, directory, keys, now, limits } = options;
  const recovered = recoverInstance(fs, directory);
  const introducer = findIntroducer(recovered, keys);
  const instance = recovered.instance ?? basename(directory);
  const writer = new InstanceWriter({ ...options, instance, recovered, key: keys.current, limits });
  const at = new Date(now()).toISOString();
  try {
    if (recovered.keyId !== keys.current.id) {
      await writer.append(writeDraft(introduceKey(keys.current, at, introducer)), { durable: false });
    }
    if (recovered.unsigned > 0) writer.sign('recovery');
    const start = {
      at,
      phase: 'start',
      recovered: { cut_bytes: recovered.cutBytes, unknown: recovered.openAttempts.size },
      v: 1,
    } as const;
    const unknown = [...recovered.openAttempts.values()].map((attempt) => unknownOutcome(attempt, at));
    await Promise.all([start, ...unknown].map((draft) => writer.append(writeDraft(draft), { durable: true })));
    return { writer, recovered };
  } catch (error) {
    await writer.close().catch(() => {});
    throw error;
  }
}

/** Whether taking the instance over would say anything that it does not say already. */
export function isSettled({ unsigned, openAttempts, cutBytes }: RecoveredInstance): boolean {
  return unsigned === 0 && openAttempts.size === 0 && cutBytes === 0;
}

function findIntroducer({ keyId }: RecoveredInstance, { current, previous }: SigningKeys): SigningKey | undefined {
  if (keyId === undefined || keyId === current.id) return undefined;
  const introducer = previous.find(({ id }) => id === keyId);
  if (introducer === undefined) throw new ForeignKeyError(`its last entries are signed by the key ${keyId}`);
  return introducer;
}
