import { join } from 'node:path';
import { isAcknowledged } from '../shipping/checkpoint.ts';
import { lockOrphans, takeOrphan, type Orphan } from './adopt-orphans.ts';
import type { LiveInstance, SpoolParts } from './live-instance.ts';
import { isSettled } from './open-instance.ts';
import { recoverInstance } from './recover-instance.ts';
import { listSegments, segmentPath } from './segment-files.ts';

/** Most instances of dead processes that are looked after at once. */
const mostAdopted = 4;
const letGoMs = 5_000;

/** Looks after what dead processes left behind: attempts without outcome, unsigned tails, entries no sink has. */
export class Adoption {
  readonly #parts: SpoolParts;
  readonly #root: string;
  readonly #own: string;
  readonly #adopted = new Map<string, LiveInstance>();
  /** By name, with the entry they ended with: nothing is left to do there. */
  readonly #done = new Map<string, string>();
  #scanning: Promise<void> | undefined;
  #closed = false;

  constructor(parts: SpoolParts, root: string, own: string) {
    this.#parts = parts;
    this.#root = root;
    this.#own = own;
  }

  get instances(): Iterable<LiveInstance> {
    return this.#adopted.values();
  }

  /** Takes orphans over, and lets those go that every sink has all of. Never throws. */
  scan(): Promise<void> {
    return (this.#scanning ??= this.#scan()
      .catch((error: unknown) => this.#parts.onEvent({ kind: 'upkeep-failed', error }))
      .finally(() => (this.#scanning = undefined)));
  }

  async close(deadline: AbortSignal): Promise<void> {
    this.#closed = true;
    await this.#scanning;
    await Promise.all([...this.#adopted.values()].map((instance) => instance.close(deadline)));
    this.#adopted.clear();
  }

  async #scan(): Promise<void> {
    await this.#letGo();
    const isMine = (name: string) =>
      name === this.#own || this.#adopted.has(name) || this.#done.get(name) === this.#end(name);
    for (const orphan of lockOrphans(this.#parts, this.#root, isMine)) {
      if (this.#closed || this.#adopted.size >= mostAdopted) orphan.lock.release();
      else await this.#take(orphan);
    }
  }

  async #take(orphan: Orphan): Promise<void> {
    const end = this.#end(orphan.name);
    if (this.#isSettled(orphan)) {
      orphan.lock.release();
      this.#done.set(orphan.name, end);
      return;
    }
    const taken = await takeOrphan(this.#parts, orphan);
    if (taken === undefined) this.#done.set(orphan.name, end);
    else this.#adopted.set(orphan.name, taken);
  }

  #isSettled({ directory }: Orphan): boolean {
    const { fs, sinks } = this.#parts;
    try {
      const recovered = recoverInstance(fs, directory, 'look');
      return isSettled(recovered) && sinks.every(({ name }) => isAcknowledged(fs, directory, name, recovered));
    } catch {
      // Taking it says what is wrong.
      return false;
    }
  }

  /** Changes with whatever is written there. */
  #end(name: string): string {
    const directory = join(this.#root, name);
    const last = listSegments(this.#parts.fs, directory).at(-1);
    if (last === undefined) return '';
    const file = this.#parts.fs.openRead(segmentPath(directory, last));
    const bytes = file.size();
    file.close();
    return `${last}:${bytes}`;
  }

  async #letGo(): Promise<void> {
    for (const [name, instance] of this.#adopted) {
      if (instance.shipping.shippers.some(({ behind }) => behind > 0)) continue;
      this.#adopted.delete(name);
      // Its last digest is on its way for a moment longer.
      await instance.close(AbortSignal.timeout(letGoMs));
    }
  }
}
