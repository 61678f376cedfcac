import { ToolError } from '@mcp-chassis/tool-kit';

/** Counts running handlers. A slot is held until its handler has ended, also when the caller no longer waits for it. */
export class Slots {
  readonly #limit: number;
  #taken = 0;

  constructor(limit: number) {
    this.#limit = limit;
  }

  get taken(): number {
    return this.#taken;
  }

  /** Returns the release, which counts once however often it is called. @throws ToolError `OVERLOADED`. */
  take(): () => void {
    if (this.#taken >= this.#limit) {
      throw new ToolError('OVERLOADED', `The server is busy with ${this.#limit} calls. Try again shortly.`, {
        retryAfterMs: 1_000,
      });
    }
    this.#taken += 1;
    let held = true;
    return () => {
      if (held) this.#taken -= 1;
      held = false;
    };
  }
}
