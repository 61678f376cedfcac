import { classifyRefusal } from './classify-refusal.ts';
import { InferenceFailure } from './inference-failure.ts';
import { parseJson, readEnvelope, type Reply } from './read-envelope.ts';
import { readEventStream, type OnText } from './read-event-stream.ts';

/** Most bytes that are read of one answer. */
const longestBody = 1_048_576;

/**
 * Reads whatever a driver got: a raw Response, a stream of events, a bare string or JSON.
 *
 * @throws InferenceFailure; nothing of what the upstream said is in it.
 */
export async function readReply(raw: unknown, onText: OnText): Promise<Reply> {
  if (raw instanceof Response) return readResponse(raw, onText);
  if (raw instanceof ReadableStream) return readEventStream(bounded(raw as ReadableStream<Uint8Array>), onText);
  return readEnvelope(raw);
}

async function readResponse(response: Response, onText: OnText): Promise<Reply> {
  const { body, status, headers } = response;
  const type = headers.get('content-type') ?? '';
  if (body === null) throw response.ok ? new InferenceFailure('unreadable') : classifyRefusal(status, undefined);
  if (!response.ok) throw classifyRefusal(status, parseJson(await readText(body)));
  if (type.startsWith('text/event-stream')) return readEventStream(bounded(body), onText);
  const text = await readText(body);
  if (type.startsWith('text/plain')) return readEnvelope(text);
  const value = parseJson(text);
  if (value === undefined) throw new InferenceFailure('unreadable');
  return readEnvelope(value);
}

async function readText(body: ReadableStream<Uint8Array>): Promise<string> {
  return new Response(bounded(body)).text();
}

function bounded(body: ReadableStream<Uint8Array>): ReadableStream<Uint8Array> {
  let bytes = 0;
  return body.pipeThrough(
    new TransformStream<Uint8Array, Uint8Array>({
      transform(chunk, controller) {
        bytes += chunk.byteLength;
        if (bytes > longestBody) controller.error(new InferenceFailure('unreadable'));
        else controller.enqueue(chunk);
      },
    }),
  );
}
