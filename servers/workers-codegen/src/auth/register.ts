import type { EventLog } from '../events/auth-event.ts';
import { addressKey } from '../limits/address-key.ts';
import { knownOf, type Visitor } from './visitor.ts';

/** Longest metadata of a client, in bytes. */
const longestMetadata = 8_192;
/** The window of the `REGISTRATIONS` binding, in seconds. */
const registrationWindowSeconds = 60;

/** What registration is bounded by. */
export interface RegisterDeps {
  readonly registrations: Pick<RateLimit, 'limit'>;
  readonly events: EventLog;
}

/**
 * Bounds `/register`, which is open to everybody (RFC 7591): so many clients a minute from one address, each with little metadata.
 * Returns the request as it may be passed on, or the refusal.
 */
export async function boundRegistration(
  request: Request,
  visitor: Visitor,
  { registrations, events }: RegisterDeps,
): Promise<Request | Response> {
  const { success: mayRegister } = await registrations.limit({ key: addressKey(visitor.address) });
  if (!mayRegister) {
    await events.record({ attempt: 'register', result: 'failure', reason: 'rate_limited', ...knownOf(visitor) });
    return refusal(
      429,
      `Too many registrations from this address. Try again in ${registrationWindowSeconds} seconds.`,
      {
        'retry-after': String(registrationWindowSeconds),
      },
    );
  }
  const metadata = await readAtMost(request.body, longestMetadata);
  if (metadata === undefined) {
    await events.record({ attempt: 'register', result: 'failure', reason: 'too_large', ...knownOf(visitor) });
    return refusal(413, `The metadata of a client may have ${longestMetadata} bytes.`);
  }
  const headers = new Headers(request.headers);
  headers.set('content-length', String(metadata.byteLength));
  return new Request(request.url, { method: request.method, headers, body: metadata });
}

function refusal(status: number, description: string, headers: Readonly<Record<string, string>> = {}): Response {
  return Response.json({ error: 'invalid_client_metadata', error_description: description }, { status, headers });
}

/** Undefined when there is more; the rest is then not read. */
async function readAtMost(body: ReadableStream<Uint8Array> | null, most: number): Promise<Uint8Array | undefined> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  if (body !== null)
    for await (const chunk of body) {
      bytes += chunk.byteLength;
      if (bytes > most) return undefined;
      chunks.push(chunk);
    }
  const whole = new Uint8Array(bytes);
  let at = 0;
  for (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.byteLength;
  }
  return whole;
}
