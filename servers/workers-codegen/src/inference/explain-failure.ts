import { ToolError } from '@mcp-chassis/tool-kit';
import type { FailureKind, InferenceFailure } from './inference-failure.ts';

const sentences: Readonly<Record<FailureKind, string>> = {
  retired: 'The model was taken out of service, and no other could answer.',
  unknown_model: 'The upstream does not know the model, and no other could answer.',
  overloaded: 'The models are overloaded. Try again in a minute.',
  unavailable: 'The models do not answer at the moment. Try again in a minute.',
  unauthorized: 'The inference service refused this server: its credential or its account.',
  quota: 'The account has used up its inference for today.',
  invalid: 'The inference service refused the request as invalid.',
  timeout: 'The model did not answer in time. Ask for less at once.',
  unreachable: 'The inference service could not be reached.',
  unreadable: 'The model answered in a form that this server does not know.',
  cut: 'The answer was cut at the output limit, so it is not whole. Ask for less at once.',
  unusable:
    'The model’s answer could not be used, also not after one repair. Ask for less at once, or say more clearly what you want.',
};

const retryable: ReadonlySet<FailureKind> = new Set(['overloaded', 'unavailable', 'timeout', 'unreachable']);
const forTheOwner: ReadonlySet<FailureKind> = new Set([
  'unauthorized',
  'quota',
  'invalid',
  'unreachable',
  'unreadable',
]);
const overloadedRetryMs = 60_000;

/** The error a caller sees of a failed inference: our words, and nothing of the upstream's. */
export function explainFailure(failure: InferenceFailure, model: string): ToolError {
  const { kind } = failure;
  return new ToolError(kind === 'timeout' ? 'AI_TIMEOUT' : 'AI_ERROR', sentences[kind], {
    retryable: retryable.has(kind),
    ...(kind === 'overloaded' ? { retryAfterMs: overloadedRetryMs } : {}),
    askOwner: forTheOwner.has(kind),
    details: { reason: kind, model },
    cause: failure,
  });
}

/** The error for the deadline of this server, which ended the request. */
export function explainTimeout(ms: number, model: string): ToolError {
  return new ToolError(
    'AI_TIMEOUT',
    `The model did not answer within ${ms} ms, and its request was ended. Ask for less at once.`,
    {
      retryable: true,
      details: { reason: 'deadline', model, limit_ms: ms },
    },
  );
}
