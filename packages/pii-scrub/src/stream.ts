import { replaceText, type Engine } from './engine.ts';
import { findHits } from './hits.ts';
import type { Place } from './place.ts';
import type { ScrubReport } from './tally.ts';
import { unmask } from './unmask.ts';

/** Text in, scrubbed text out. */
export interface ScrubStream extends ReadableWritablePair<string, string> {
  /** Of what went through so far. */
  readonly report: () => ScrubReport;
}

const HELD_BACK = 4_096;
const LONGEST_VALUE = 64_000;
/** What was sent already but still says what the next words mean. */
const LOOK_BEHIND = 256;

export function createScrubStream(engine: Engine, place: Place): ScrubStream {
  let sent = '';
  let pending = '';
  let enough = 2 * HELD_BACK;

  /** Scrubs what is pending up to where no value can reach across. */
  const release = (isLast: boolean): string => {
    const text = sent + pending;
    const { text: plain, origin } = unmask(text, engine.reader.isAscii(text));
    const at = (position: number): number => origin?.[position] ?? position;
    let cut = isLast ? text.length : blankBefore(text, text.length - HELD_BACK, sent.length);
    const hits = findHits(engine, plain, '').filter(({ start }) => at(start) >= sent.length);
    const across = isLast ? undefined : hits.find(({ start, end }) => at(start) < cut && at(end) > cut);
    if (across !== undefined && text.length - at(across.start) < LONGEST_VALUE) cut = at(across.start);
    let result = '';
    let done = sent.length;
    for (const { start, end, type } of hits) {
      if (at(start) >= cut) break;
      result += text.slice(done, at(start)) + replaceText(engine, type, plain.slice(start, end), place);
      done = at(end);
    }
    cut = Math.max(cut, done);
    result += text.slice(done, cut);
    sent = text.slice(Math.max(0, cut - LOOK_BEHIND), cut);
    pending = text.slice(cut);
    enough = pending.length + HELD_BACK;
    return result;
  };

  const { readable, writable } = new TransformStream<string, string>({
    transform(chunk, controller) {
      pending += chunk;
      if (pending.length < enough) return;
      const result = release(false);
      if (result !== '') controller.enqueue(result);
    },
    flush(controller) {
      if (pending !== '') controller.enqueue(release(true));
    },
  });
  return { readable, writable, report: () => engine.tally.report() };
}

/** The last blank or line end before `from`, so that no word is cut; `from` itself when there is none near. */
function blankBefore(text: string, from: number, least: number): number {
  for (let at = from; at > Math.max(least, from - HELD_BACK / 2); at--) {
    const code = text.charCodeAt(at - 1);
    if (code === 10 || code === 32) return at;
  }
  return Math.max(from, least);
}
