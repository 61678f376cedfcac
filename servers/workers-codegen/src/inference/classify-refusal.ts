import { InferenceFailure, type FailureKind } from './inference-failure.ts';

/** Codes of Workers AI that say more than the HTTP status does. */
const kindsByCode: Readonly<Record<number, FailureKind>> = {
  3003: 'invalid',
  3006: 'invalid',
  3007: 'timeout',
  3008: 'timeout',
  3023: 'unauthorized',
  3036: 'quota',
  3040: 'overloaded',
  3041: 'unauthorized',
  3042: 'unknown_model',
  5004: 'invalid',
  5006: 'invalid',
  5007: 'unknown_model',
  5016: 'unauthorized',
  5018: 'unauthorized',
  5028: 'retired',
  7000: 'unknown_model',
  7003: 'unknown_model',
  10_000: 'unauthorized',
};

/** What is taken for the status of a refusal that has none. */
const badGateway = 502;

/** What a refusal means: by the service's own code where it is known, else by the HTTP status. */
export function classifyRefusal(status: number, body: unknown): InferenceFailure {
  const code = codeOf(body);
  const known = code === undefined ? undefined : kindsByCode[code];
  return new InferenceFailure(known ?? kindByStatus(status));
}

/** The same for a refusal inside an answer with status 200, whose code may be the HTTP status it did not have. */
export function classifyReported(body: unknown): InferenceFailure {
  const code = codeOf(body) ?? badGateway;
  return classifyRefusal(code >= 400 && code < 600 ? code : badGateway, body);
}

function kindByStatus(status: number): FailureKind {
  if (status === 401 || status === 403) return 'unauthorized';
  if (status === 402) return 'quota';
  if (status === 404) return 'unknown_model';
  if (status === 408 || status === 504) return 'timeout';
  if (status === 410) return 'retired';
  if (status === 429 || status === 529) return 'overloaded';
  return status >= 500 ? 'unavailable' : 'invalid';
}

/** The code is in `internalCode`, `errors[0].code`, `error.code` or `code`. */
function codeOf(body: unknown): number | undefined {
  if (typeof body !== 'object' || body === null) return undefined;
  const { internalCode, errors, error, code } = body as Record<string, unknown>;
  const nested = Array.isArray(errors) ? (errors[0] as unknown) : error;
  const inner = typeof nested === 'object' && nested !== null ? (nested as { code?: unknown }).code : undefined;
  return [internalCode, inner, code].find((one) => typeof one === 'number');
}
