import type { Detector } from './detector.ts';
import { findHits } from './hits.ts';
import { isPlain } from './passage.ts';
import type { Tally } from './tally.ts';
import { unmask } from './unmask.ts';

/** Running text with every hit replaced by its placeholder; the same string when there is none. */
export function scrubText(text: string, detectors: readonly Detector[], tally: Tally): string {
  if (isPlain(text)) return text;
  const { text: plain, origin } = unmask(text);
  const hits = findHits(plain, detectors);
  if (hits.length === 0) return text;
  let result = '';
  let done = 0;
  for (const { start, end, type } of hits) {
    result += text.slice(done, origin?.[start] ?? start) + tally.replace(type);
    done = origin === undefined ? end : origin[end - 1]! + 1;
  }
  return result + text.slice(done);
}
