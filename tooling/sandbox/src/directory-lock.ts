import { randomBytes } from 'node:crypto';
import { link, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { startOf } from './process-identity.ts';
import { SandboxError } from './sandbox-error.ts';

/** Releases the lock; harmless when called twice. */
export type Release = () => Promise<void>;

const RELEASED = 'released';

/**
 * Makes this process the only user of `directory` until released. A lock whose holder has died is taken over.
 *
 * Locks are numbered files, and the highest number holds. Whoever finds it dead or released links the next number, which
 * only one can do, and looks again: a newcomer that was slow finds a higher one and steps back.
 *
 * @throws SandboxError naming the process that holds it.
 */
export async function lockDirectory(directory: string): Promise<Release> {
  const draft = join(directory, `draft.${process.pid}.${randomBytes(4).toString('hex')}`);
  await writeFile(draft, `${process.pid} ${startOf(process.pid)}`, { mode: 0o600 });
  try {
    for (;;) {
      const last = (await findLocks(directory)).at(-1) ?? 0;
      await refuseIfHeld(directory, last);
      const mine = join(directory, `lock.${last + 1}`);
      const linked = await link(draft, mine).then(
        () => true,
        () => false,
      );
      if (!linked) continue;
      const numbers = await findLocks(directory);
      if (numbers.at(-1) !== last + 1) {
        await rm(mine);
        continue;
      }
      for (const number of numbers.slice(0, -1)) await rm(join(directory, `lock.${number}`), { force: true });
      return () => release(mine, `${draft}.released`);
    }
  } finally {
    await rm(draft, { force: true });
  }
}

/** The numbers of all lock files, rising. */
async function findLocks(directory: string): Promise<number[]> {
  const names = (await readdir(directory)).filter((name) => /^lock\.\d+$/.test(name));
  return names.map((name) => Number(name.slice('lock.'.length))).sort((a, b) => a - b);
}

async function refuseIfHeld(directory: string, number: number): Promise<void> {
  const holder = await readFile(join(directory, `lock.${number}`), 'utf8').catch(() => RELEASED);
  const [pid, start] = holder.split(' ');
  if (start === undefined || startOf(Number(pid)) !== holder.slice(`${pid} `.length)) return;
  throw new SandboxError(
    `'${directory}' is in use by process ${pid}. Stop it ('kill ${pid}'), or choose another directory with --dir.`,
  );
}

/** The file stays: were the highest number to vanish, somebody who had seen it could take it a second time. */
async function release(lock: string, draft: string): Promise<void> {
  await writeFile(draft, RELEASED);
  await rename(draft, lock);
}
