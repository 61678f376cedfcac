import { ProtobufLogsSerializer } from '@opentelemetry/otlp-transformer';
import { SinkError } from '../../sink-error.ts';
import type { Answer } from '../net/judge-answer.ts';

/**
 * How many log records a collector says it refused while it answered 200 (`partial_success` of OTLP).
 *
 * @throws SinkError of kind `retry` when the answer is none of OTLP: whoever gave it may have kept nothing.
 */
export function readRejected({ body, contentType }: Answer): number {
  if (body === undefined) throw new SinkError('the answer of the receiver is too long', { kind: 'retry' });
  if (body.length === 0) return 0;
  const rejected = Number(decode(body, contentType)?.partialSuccess?.rejectedLogRecords ?? 0);
  if (Number.isNaN(rejected)) throw notOtlp();
  return rejected;
}

/** In JSON, a 64 bit integer is a string. */
interface Response {
  readonly partialSuccess?: { readonly rejectedLogRecords?: number | string };
}

function decode(body: Uint8Array, contentType: string): Response | null {
  try {
    if (contentType.startsWith('application/x-protobuf')) return ProtobufLogsSerializer.deserializeResponse(body);
    if (contentType.startsWith('application/json')) {
      return JSON.parse(Buffer.from(body).toString()) as Response | null;
    }
  } catch {
    throw notOtlp();
  }
  throw notOtlp();
}

const notOtlp = () => new SinkError('the answer of the receiver is not one of OTLP', { kind: 'retry' });
