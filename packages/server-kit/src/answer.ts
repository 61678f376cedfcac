import { fitText, type JsonObject, type Outcome, type ToolError } from '@mcp-chassis/tool-kit';
import { describeError } from './describe-error.ts';
import type { OpenCall } from './open-call.ts';

/** Longest error message that leaves, in bytes. */
const longestMessage = 2_000;

/** Where an error's object is in a result's `_meta`. */
export const errorMetaKey = 'mcp-chassis.dev/error';

/** What the engine sends, in the shape of the protocol but of no SDK. */
export type CallAnswer =
  | { readonly kind: 'value'; readonly value: JsonObject; readonly text: string }
  | { readonly kind: 'error'; readonly text: string; readonly error: ErrorObject }
  /** The specification's -32602 for an operation that does not exist. */
  | { readonly kind: 'unknown-operation'; readonly message: string; readonly data: JsonObject };

/** A failure as a client may parse it. */
export type ErrorObject = JsonObject & {
  readonly code: string;
  readonly message: string;
  readonly retryable: boolean;
  readonly error_id: string;
};

/** Step 0: the only place where an outcome becomes something a client sees. Errors go to the log with their cause. */
export function answer(open: OpenCall, outcome: Outcome): CallAnswer {
  if (outcome.ok) {
    return { kind: 'value', value: outcome.value, text: outcome.sent?.text ?? JSON.stringify(outcome.value) };
  }
  const { call, path } = open;
  const { error } = outcome;
  const fields = {
    error_id: call.id,
    code: error.code,
    operation: call.operation.kind,
    agent: call.principal.agent.id,
  };
  if (error.cause !== undefined) path.log.warn({ ...fields, error: describeError(error) }, 'call failed');
  if (error.code === 'UNKNOWN_TOOL') {
    return { kind: 'unknown-operation', message: error.message, data: { code: error.code, error_id: call.id } };
  }
  const object: ErrorObject = {
    code: error.code,
    message: message(error, open),
    retryable: error.retryable,
    ...(error.retryAfterMs === undefined ? {} : { retry_after_ms: Math.ceil(error.retryAfterMs) }),
    error_id: call.id,
    ...(error.details === undefined ? {} : { details: call.scrub.value(error.details) }),
  };
  return { kind: 'error', text: `[${object.code}] ${object.message}`, error: object };
}

/** For when the call path itself fails, before there is a call to name. */
export function internalError(): CallAnswer {
  const error = {
    code: 'INTERNAL_ERROR',
    message: 'Something went wrong inside the server.',
    retryable: false,
    error_id: '',
  };
  return { kind: 'error', text: `[${error.code}] ${error.message}`, error };
}

function message(error: ToolError, { call }: OpenCall): string {
  const { owner } = call.server;
  // The owner's address is meant to be read; everything around it is scrubbed.
  const text = fitText(error.message, longestMessage)
    .split(owner)
    .map((part) => call.scrub.text(part))
    .join(owner);
  return error.askOwner ? `${text} Ask ${owner} and quote error_id ${call.id}.` : text;
}
