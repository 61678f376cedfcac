/** A signal that aborts after a time or with another signal, and tells which it was. */
export interface Deadline {
  readonly signal: AbortSignal;
  readonly hasPassed: () => boolean;
  /** Releases the timer and the listener. */
  dispose(): void;
}

export function openDeadline(ms: number, outer: AbortSignal): Deadline {
  const controller = new AbortController();
  let hasPassed = false;
  const timer = setTimeout(() => {
    hasPassed = true;
    controller.abort();
  }, ms);
  const onOuter = () => controller.abort(outer.reason);
  outer.addEventListener('abort', onOuter, { once: true });
  if (outer.aborted) onOuter();
  return {
    signal: controller.signal,
    hasPassed: () => hasPassed,
    dispose() {
      clearTimeout(timer);
      outer.removeEventListener('abort', onOuter);
    },
  };
}
