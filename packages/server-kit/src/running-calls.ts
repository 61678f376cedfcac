import type { ToolError } from '@mcp-chassis/tool-kit';
import { cancelledByClient, cancelledByShutdown, type CallSignal } from './call-signal.ts';

interface Running {
  readonly requestKey: string | undefined;
  readonly signal: CallSignal;
}

/** The calls this process works on: for cancel notifications that arrive as requests of their own, and for draining. */
export class RunningCalls {
  readonly #running = new Set<Running>();
  #idle: (() => void)[] = [];

  get size(): number {
    return this.#running.size;
  }

  /** `requestKey` names the client's request, see `requestKey`. Returns what to call when the call has ended. */
  add(requestKey: string | undefined, signal: CallSignal): () => void {
    const entry = { requestKey, signal };
    this.#running.add(entry);
    return () => {
      this.#running.delete(entry);
      if (this.#idle.length > 0) setTimeout(() => this.#tellWhenIdle(), 0);
    };
  }

  /** In a turn of its own: by then the engine has written the answer of the call that ended last. */
  #tellWhenIdle(): void {
    if (this.#running.size > 0) return;
    for (const resolve of this.#idle.splice(0)) resolve();
  }

  /**
   * Cancels the one running call of that key. Without sessions two clients of one principal may use the same request
   * id: then nothing is cancelled, and the deadline ends both.
   */
  cancel(requestKey: string): void {
    const matches = [...this.#running].filter((entry) => entry.requestKey === requestKey);
    if (matches.length === 1) matches[0]?.signal.cancel(cancelledByClient());
  }

  /** Waits until no call runs; after `deadlineMs` cancels those that still do, and gives them `graceMs` to end. */
  async drain(deadlineMs: number, graceMs: number): Promise<void> {
    if (this.#running.size === 0) return;
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#idle.push(resolve);
    const cancel = setTimeout(() => this.#cancelAll(cancelledByShutdown()), deadlineMs);
    const giveUp = setTimeout(resolve, deadlineMs + graceMs);
    await promise;
    clearTimeout(cancel);
    clearTimeout(giveUp);
  }

  #cancelAll(why: ToolError): void {
    for (const { signal } of this.#running) signal.cancel(why);
  }
}

/** Names a client's request within one process: ids are unique only among the requests of one caller. */
export function requestKey(agent: string, address: string | undefined, requestId: string | number): string {
  return `${agent}\n${address ?? ''}\n${typeof requestId}\n${requestId}`;
}
