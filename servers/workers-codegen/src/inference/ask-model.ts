import { hasOpenFence } from '../output/unwrap-fence.ts';
import type { InferenceDriver, InferenceRequest, Message } from './inference-driver.ts';
import { InferenceFailure } from './inference-failure.ts';
import { estimateTokens } from '../limits/estimate-tokens.ts';
import type { Answered, Usage } from './read-envelope.ts';
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
  const text = stripReasoning(reply.text);
  if (wasCut(reply, text, request.maxTokens)) throw new InferenceFailure('cut');
  if (text === '') throw new InferenceFailure('unreadable');
  const usage = reply.usage ?? { input: estimateMessages(request.messages), output: estimateTokens(reply.text) };
  return { text, usage };
}

/** As the upstream says; or, where it does not say how the answer ended, as its length and its last block of code show. */
function wasCut({ text: whole, ending, usage }: Answered, text: string, maxTokens: number): boolean {
  if (ending === 'cut') return true;
  if (usage !== undefined && usage.output >= maxTokens) return true;
  if (ending === 'complete') return false;
  return hasOpenFence(text) || (usage === undefined && estimateTokens(whole) >= maxTokens);
}

const estimateMessages = (messages: readonly Message[]) =>
  messages.reduce((sum, { content }) => sum + estimateTokens(content), 0);

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
