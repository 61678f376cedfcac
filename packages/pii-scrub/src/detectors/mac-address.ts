import { isWordChar } from '../char-class.ts';
import type { Detector } from '../detector.ts';

const SHAPE = /[\da-f]{2}([:-])(?:[\da-f]{2}\1){4}[\da-f]{2}/iy;

/** MAC addresses of six octets; not longer fingerprints. */
export const macAddress: Detector = {
  type: 'mac',
  find({ text }, found) {
    for (const separator of [':', '-']) {
      for (let at = text.indexOf(separator); at >= 0; at = text.indexOf(separator, at + 1)) {
        if (text[at + 3] !== separator || text[at + 6] !== separator || at < 2) continue;
        SHAPE.lastIndex = at - 2;
        const match = SHAPE.exec(text);
        if (match === null) continue;
        const end = SHAPE.lastIndex;
        const isPart = [text[at - 3], text[end]].some(
          (char) => char === separator || isWordChar(char?.charCodeAt(0) ?? 0),
        );
        if (!isPart && !/^(..)(?:.\1){5}$/.test(match[0])) found(at - 2, end);
      }
    }
  },
};
