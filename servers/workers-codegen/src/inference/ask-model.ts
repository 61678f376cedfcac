import type { InferenceDriver, InferenceRequest } from './inference-driver.ts';
import { InferenceFailure } from './inference-failure.ts';
import { promptTokens } from '../limits/check-window.ts';
import { estimateTokens } from '../limits/estimate-tokens.ts';
import type { Usage } from './read-envelope.ts';
import type { OnText } from './read-event-stream.ts';
import { readReply } from './read-reply.ts';
import { stripReasoning } from './strip-reasoning.ts';

/** One whole answer of a model. */
export interface ModelAnswer {
  /** Without what it thought aloud. */
  readonly text: string;
  /** As the upstream counted, or else estimated. */
  readonly usage: Usage;
}

/** Between two questions after a queued answer, in ms. */
const pollMs = 500;

/**
 * Asks one model once, and waits for its answer where the upstream queues it.
 *
 * @throws InferenceFailure `cut` for an answer that ended at the limit of the length.
 */
export async function askModel(
  driver: InferenceDriver,
  request: InferenceRequest,
  signal: AbortSignal,
  onText: OnText,
): Promise<ModelAnswer> {
  const read = async (sent: Promise<unknown>) => {
    try {
      return await readReply(await sent, onText);
    } catch (cause) {
      // A stream that breaks off, a body that is not what its type says.
      throw cause instanceof InferenceFailure ? cause : new InferenceFailure('unreadable', { cause });
    }
  };
  let reply = await read(driver.send(request, signal));
  while (reply.kind === 'queued') {
    if (driver.poll === undefined) throw new InferenceFailure('unreadable');
    await pause(pollMs, signal);
    reply = await read(driver.poll(request.model, reply.requestId, signal));
  }
  if (reply.isCut || (reply.usage?.output ?? 0) >= request.maxTokens) throw new InferenceFailure('cut');
  const text = stripReasoning(reply.text);
  if (text === '') throw new InferenceFailure('unreadable');
  const usage = reply.usage ?? { input: promptTokens(request.messages), output: estimateTokens(reply.text) };
  return { text, usage };
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const onAbort = () => {
      clearTimeout(timer);
      reject(signal.reason as Error);
    };
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', onAbort);
      resolve();
    }, ms);
    signal.addEventListener('abort', onAbort, { once: true });
  });
}
