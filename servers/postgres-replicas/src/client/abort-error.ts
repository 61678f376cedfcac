import { isToolError, ToolError } from '@mcp-chassis/tool-kit';

/** The error of a call whose `signal` was aborted: the signal's own reason where it says one. */
export function abortError(signal: AbortSignal): ToolError {
  const reason: unknown = signal.reason;
  if (isToolError(reason)) return reason;
  return reason instanceof Error && reason.name === 'TimeoutError'
    ? new ToolError('TIMEOUT', 'The call ran into its time limit; the query was cancelled.', { cause: reason })
    : new ToolError('CANCELLED', 'The call was cancelled; so was its query.', { cause: reason });
}
