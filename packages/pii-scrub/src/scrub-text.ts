import { replaceText, type Engine } from './engine.ts';
import { findHits } from './hits.ts';
import type { Place } from './place.ts';
import { unmask } from './unmask.ts';

/** Running text with every hit replaced; the same string when there is none. */
export function scrubText(text: string, engine: Engine, place: Place): string {
  const { text: plain, origin } = unmask(text, engine.reader.isAscii(text));
  const hits = findHits(engine, plain, place.context);
  if (hits.length === 0) return text;
  let result = '';
  let done = 0;
  for (const { start, end, type } of hits) {
    const value = plain.slice(start, end);
    result += text.slice(done, origin?.[start] ?? start) + replaceText(engine, type, value, place);
    done = origin?.[end] ?? end;
  }
  return result + text.slice(done);
}
