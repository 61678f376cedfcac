import { EventSourceParserStream } from 'eventsource-parser/stream';
import { classifyReported } from './classify-refusal.ts';
import { InferenceFailure } from './inference-failure.ts';
import {
  endingOf,
  isFields,
  parseJson,
  readArguments,
  readUsage,
  saysRefused,
  type Ending,
  type Reply,
  type Usage,
} from './read-envelope.ts';

/** Told how many characters of the answer have come so far. */
export type OnText = (characters: number) => void;

type Fields = Readonly<Record<string, unknown>>;

/**
 * Puts an answer together that came as server-sent events: `response`, `choices[].delta.content`, `choices[].text` or the events of
 * the Responses API.
 *
 * @throws InferenceFailure `unreadable` when the stream breaks off, has an event that is no JSON, or holds no answer.
 */
export async function readEventStream(body: ReadableStream<Uint8Array>, onText: OnText): Promise<Reply> {
  const answer = new StreamedAnswer();
  const events = body.pipeThrough(new TextDecoderStream()).pipeThrough(new EventSourceParserStream());
  for await (const { data } of events) {
    if (data === '[DONE]') {
      answer.isEnded = true;
      break;
    }
    answer.take(parseJson(data));
    onText(answer.text.length);
  }
  return answer.read();
}

class StreamedAnswer {
  text = '';
  isEnded = false;
  #arguments = '';
  #ending: Ending = 'unknown';
  #usage: Usage | undefined;

  take(event: unknown): void {
    if (!isFields(event)) throw new InferenceFailure('unreadable');
    if (saysRefused(event)) throw classifyReported(event);
    this.#usage = readUsage(event['usage']) ?? this.#usage;
    this.#finish(event['finish_reason']);
    this.text += readPiece(event['response']);
    if (typeof event['type'] === 'string') this.#takeTyped(event['type'], event);
    const choices = event['choices'];
    if (Array.isArray(choices) && isFields(choices[0])) this.#takeChoice(choices[0]);
  }

  #takeChoice(choice: Fields): void {
    this.#finish(choice['finish_reason']);
    const { delta, text } = choice;
    this.text += readPiece(text);
    if (!isFields(delta)) return;
    this.text += readPiece(delta['content']);
    const [call] = Array.isArray(delta['tool_calls']) ? (delta['tool_calls'] as readonly unknown[]) : [];
    const given = isFields(call) && isFields(call['function']) ? call['function']['arguments'] : undefined;
    if (typeof given === 'string') this.#arguments += given;
  }

  #takeTyped(type: string, event: Fields): void {
    if (type === 'response.output_text.delta' && typeof event['delta'] === 'string') this.text += event['delta'];
    if (type !== 'response.completed' && type !== 'response.incomplete') return;
    this.isEnded = true;
    this.#end(type === 'response.incomplete' ? 'cut' : 'complete');
    if (isFields(event['response'])) this.#usage = readUsage(event['response']['usage']) ?? this.#usage;
  }

  #finish(reason: unknown): void {
    if (typeof reason !== 'string') return;
    this.isEnded = true;
    this.#end(endingOf(reason));
  }

  #end(ending: Ending): void {
    if (this.#ending !== 'cut') this.#ending = ending;
  }

  read(): Reply {
    if (!this.isEnded) throw new InferenceFailure('unreadable');
    const isCut = this.#ending === 'cut';
    const isCall = this.text.trim() === '' && this.#arguments !== '' && !isCut;
    const text = isCall ? readArguments(parseJson(this.#arguments)) : this.text;
    if (text.trim() === '') throw new InferenceFailure(isCut ? 'cut' : 'unreadable');
    return { kind: 'answer', text, ending: this.#ending, usage: this.#usage };
  }
}

/** Workers AI sends a token that is all digits as a number. */
function readPiece(piece: unknown): string {
  if (typeof piece === 'number') return String(piece);
  return typeof piece === 'string' ? piece : '';
}
