import { ToolError } from '@mcp-chassis/tool-kit';

/** The signal of one call, fed by its deadline, its client and the server's shutdown. Its reason is a `ToolError`. */
export interface CallSignal {
  readonly signal: AbortSignal;
  /** Ends the call early, e.g. because its client sent a cancel notification. */
  cancel(why: ToolError): void;
  /** Releases the timer and the listeners. */
  dispose(): void;
}

/** The client gave up: it cancelled or closed its connection. */
export const cancelledByClient = () => new ToolError('CANCELLED', 'The call was cancelled by its client.');
/** The server is going down. */
export const cancelledByShutdown = () =>
  new ToolError('CANCELLED', 'The server is shutting down. Try again: another copy or its restart will answer.');

/** Ends after `timeoutMs`, or with the client's signal. */
export function openCallSignal(timeoutMs: number, client: AbortSignal): CallSignal {
  const controller = new AbortController();
  const onTimeout = () => {
    controller.abort(new ToolError('TIMEOUT', `The call did not end within its limit of ${timeoutMs} ms.`));
  };
  const onClient = () => controller.abort(cancelledByClient());
  const timer = setTimeout(onTimeout, timeoutMs);
  client.addEventListener('abort', onClient, { once: true });
  if (client.aborted) onClient();
  return {
    signal: controller.signal,
    cancel: (why) => controller.abort(why),
    dispose() {
      clearTimeout(timer);
      client.removeEventListener('abort', onClient);
    },
  };
}
