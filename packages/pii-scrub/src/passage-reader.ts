import { isOrdinaryText } from './ordinary-text.ts';
import { isPlainText, LONGEST_PLAIN } from './plain-text.ts';
import type { Passage } from './passage.ts';
import { createScan } from './scan.ts';

/** Reads one text after another. A passage is valid until the next text is read. */
export interface PassageReader {
  /** True for a text of ASCII alone. */
  isAscii(text: string): boolean;
  /** True for a short text that cannot hold anything a built-in detector finds, so that most cells need no more than one look. */
  isPlain(text: string): boolean;
  /** `context`: the words of the column, or of the keys, that the text stands under. */
  read(text: string, context?: string): Passage;
}

const FOREIGN = 0x80;
const LEAST_UNITS = 4_096;
const MOST_UNITS_KEPT = 1_000_000;
const PADDING = 16;
/** Below this the encoder costs more than a loop. */
const SHORTEST_ENCODED = 16;

export function createPassageReader(): PassageReader {
  const encoder = new TextEncoder();
  const scan = createScan();
  let units = new Uint8Array(LEAST_UNITS);
  let loaded = '';
  let isLoadedAscii = true;

  const load = (text: string): void => {
    if (text === loaded) return;
    const { length } = text;
    const needed = length + PADDING;
    const isTooLarge = units.length > MOST_UNITS_KEPT && needed < MOST_UNITS_KEPT;
    if (units.length < needed || isTooLarge) units = new Uint8Array(Math.max(LEAST_UNITS, needed));
    isLoadedAscii = length >= SHORTEST_ENCODED && isEncoded(text);
    if (!isLoadedAscii) isLoadedAscii = copy(text);
    units.fill(0, length, needed);
    loaded = text;
  };

  /** False for a text beyond ASCII, whose bytes are not its units. */
  const isEncoded = (text: string): boolean => {
    const { read, written } = encoder.encodeInto(text, units);
    return read === text.length && written === text.length;
  };

  /** True for a text of ASCII alone. */
  const copy = (text: string): boolean => {
    const bytes = units;
    let all = 0;
    for (let at = 0; at < text.length; at++) {
      const code = text.charCodeAt(at);
      const unit = code < FOREIGN ? code : FOREIGN;
      bytes[at] = unit;
      all |= unit;
    }
    return all < FOREIGN;
  };

  return {
    isAscii(text) {
      load(text);
      return isLoadedAscii;
    },
    isPlain(text) {
      if (text.length > LONGEST_PLAIN) return false;
      if (isOrdinaryText(text)) return true;
      load(text);
      return isPlainText(text, units);
    },
    read(text, context = '') {
      load(text);
      return scan({ text, units, isAscii: isLoadedAscii, context });
    },
  };
}
