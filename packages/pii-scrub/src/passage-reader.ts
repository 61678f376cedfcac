import type { Passage } from './passage.ts';
import { createScan } from './scan.ts';

/** Reads one text after another. A passage is valid until the next text is read. */
export interface PassageReader {
  /** True for a text of ASCII alone. */
  isAscii(text: string): boolean;
  /** `context`: the words of the column, or of the keys, that the text stands under. */
  read(text: string, context?: string): Passage;
}

const FOREIGN = 0x80;
const LEAST_UNITS = 4_096;
const MOST_UNITS_KEPT = 1_000_000;
const PADDING = 16;

export function createPassageReader(): PassageReader {
  const encoder = new TextEncoder();
  const scan = createScan();
  let units = new Uint8Array(LEAST_UNITS);
  let loaded = '';
  let isLoadedAscii = true;

  const load = (text: string): void => {
    if (text === loaded) return;
    const needed = text.length + PADDING;
    const isTooLarge = units.length > MOST_UNITS_KEPT && needed < MOST_UNITS_KEPT;
    if (units.length < needed || isTooLarge) units = new Uint8Array(Math.max(LEAST_UNITS, needed));
    const { read, written } = encoder.encodeInto(text, units);
    isLoadedAscii = read === text.length && written === text.length;
    if (!isLoadedAscii) {
      for (let at = 0; at < text.length; at++) {
        const code = text.charCodeAt(at);
        units[at] = code < FOREIGN ? code : FOREIGN;
      }
    }
    units.fill(0, text.length, needed);
    loaded = text;
  };

  return {
    isAscii(text) {
      load(text);
      return isLoadedAscii;
    },
    read(text, context = '') {
      load(text);
      return { text, units, isAscii: isLoadedAscii, context, ...scan(units, text.length) };
    },
  };
}
