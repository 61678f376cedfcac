/** Timeouts that pass when a test says so, and not because a machine is slow. */
export interface Timeouts {
  /** Stands in for `AbortSignal.timeout`. */
  readonly start: () => AbortSignal;
  /** All that were started are over. */
  readonly expire: () => void;
}

export function createTimeouts(): Timeouts {
  let running: AbortController[] = [];
  return {
    start() {
      const controller = new AbortController();
      running.push(controller);
      return controller.signal;
    },
    expire() {
      for (const controller of running) controller.abort(new DOMException('The time is over', 'TimeoutError'));
      running = [];
    },
  };
}
