import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import { addAbortSignal, type Readable } from 'node:stream';
import { promisify } from 'node:util';
import { gzip as gzipWithCallback } from 'node:zlib';
import { create as createAxios, isAxiosError, type AxiosResponse } from 'axios';
import { SinkError } from '../../sink-error.ts';
import type { Answer } from './judge-answer.ts';
import { parseEndpoint } from './parse-endpoint.ts';
import { readSecret } from './read-secret.ts';
import type { SecretSource } from './secret-source.ts';

const gzip = promisify(gzipWithCallback);
const longestAnswer = 65_536;

/** A receiver that is spoken to by HTTP. */
export interface HttpReceiver {
  /** `https`, or `http` to a loopback host; without user name and password. Redirects are not followed. */
  readonly url: string;
  /** Sent as `Authorization: Bearer`. */
  readonly token?: SecretSource;
  /** Further headers, for receivers that want their key in one of their own. */
  readonly headers?: Readonly<Record<string, SecretSource>>;
  /** Authorities to trust instead of the system's, in PEM. */
  readonly ca?: string;
  /** Until the whole answer is there. Default 10 000. */
  readonly timeoutMs?: number;
  /** Starts the clock of a delivery. Default `AbortSignal.timeout`. */
  readonly timeoutSignal?: (ms: number) => AbortSignal;
}

/** Posts to one receiver over kept-alive connections. */
export interface Poster {
  /** @throws SinkError of kind `retry` when no answer comes. It repeats neither URL, header nor body. */
  post(body: Uint8Array, headers: Readonly<Record<string, string>>, signal: AbortSignal): Promise<Answer>;
  close(): void;
}

/** @throws TypeError for a URL that records may not be sent to. */
export function openPoster(receiver: HttpReceiver): Poster {
  const { url, token, headers = {}, ca, timeoutMs = 10_000 } = receiver;
  const { timeoutSignal = (ms) => AbortSignal.timeout(ms) } = receiver;
  const endpoint = parseEndpoint(url).href;
  const httpAgent = new HttpAgent({ keepAlive: true });
  const httpsAgent = new HttpsAgent({ keepAlive: true, minVersion: 'TLSv1.2', ...(ca !== undefined && { ca }) });
  // An instance of its own: what the application hooks into the global one, such as a logger, shall not see the token.
  const client = createAxios({
    adapter: 'http',
    httpAgent,
    httpsAgent,
    proxy: false,
    maxRedirects: 0,
    maxBodyLength: Infinity,
    decompress: false,
    responseType: 'stream',
    validateStatus: null,
  });

  async function readHeaders(): Promise<Record<string, string>> {
    const read: Record<string, string> = {};
    for (const [name, source] of Object.entries(headers)) read[name] = await readSecret(source, `the header ${name}`);
    if (token !== undefined) read['Authorization'] = `Bearer ${await readSecret(token, 'the token')}`;
    return read;
  }

  return {
    async post(body, own, given) {
      const secret = await readHeaders();
      const timeout = timeoutSignal(timeoutMs);
      const signal = AbortSignal.any([given, timeout]);
      try {
        const response = await client.post<Readable>(endpoint, await gzip(body), {
          headers: { ...secret, ...own, 'Content-Encoding': 'gzip', 'Accept-Encoding': 'identity' },
          signal,
        });
        return await readAnswer(response, signal);
      } catch (error) {
        throw new SinkError(describeFailure(error, given, timeout, timeoutMs), { kind: 'retry' });
      }
    },
    close() {
      httpAgent.destroy();
      httpsAgent.destroy();
    },
  };
}

async function readAnswer({ status, headers, data }: AxiosResponse<Readable>, signal: AbortSignal): Promise<Answer> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  // Leaving the loop destroys the stream and, with it, the connection.
  for await (const chunk of addAbortSignal(signal, data) as AsyncIterable<Buffer>) {
    chunks.push(chunk);
    bytes += chunk.length;
    if (bytes > longestAnswer) break;
  }
  return {
    status,
    retryAfter: headerOf(headers['retry-after']),
    contentType: headerOf(headers['content-type']) ?? '',
    body: bytes > longestAnswer ? undefined : Buffer.concat(chunks),
  };
}

const headerOf = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

/** Of an error no more than its code: an AxiosError carries the request with its headers. */
function describeFailure(error: unknown, given: AbortSignal, timeout: AbortSignal, timeoutMs: number): string {
  if (given.aborted) return 'the delivery was given up';
  if (timeout.aborted) return `the receiver did not answer within ${timeoutMs} ms`;
  const code = isAxiosError(error) || isErrnoException(error) ? error.code : undefined;
  return `the receiver cannot be reached (${code ?? 'unknown error'})`;
}

const isErrnoException = (error: unknown): error is NodeJS.ErrnoException => error instanceof Error && 'code' in error;
