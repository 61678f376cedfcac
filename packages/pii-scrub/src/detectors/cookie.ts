import { announcedWords } from '../announced-words.ts';
import type { SelectiveDetector } from '../detector.ts';
import { isBlank } from '../char-class.ts';
import { ANNOUNCES } from '../telling-words.ts';

const HEADER = /cookie2?["']?[ \t]*:[ \t]*["']?/iy;
const PAIR = /[\w!#$%&*+.^|~-]{1,80}=[^\s;,"'\\]{1,4096}/y;
/** What a browser is told to do with a cookie. */
const ATTRIBUTE = /^(?:path|domain|expires|max-age|samesite|priority|version)$/i;
const SHORTEST = 8;
const SEMICOLON = 59;

/** Values in `Cookie` and `Set-Cookie` headers that are long enough to be a session; names and attributes stay. */
export const cookie: SelectiveDetector = {
  type: 'cookie',
  needs: { holds: 0, announced: ANNOUNCES.cookie },
  find(passage, found) {
    const { text, units } = passage;
    let done = 0;
    for (const at of announcedWords(passage, ANNOUNCES.cookie)) {
      if (at < done) continue;
      HEADER.lastIndex = at;
      if (!HEADER.test(text)) continue;
      for (let start = HEADER.lastIndex; ; start = nextPair(units, PAIR.lastIndex)) {
        PAIR.lastIndex = start;
        if (!PAIR.test(text)) break;
        const end = (done = PAIR.lastIndex);
        const from = text.indexOf('=', start) + 1;
        if (end - from >= SHORTEST && !ATTRIBUTE.test(text.slice(start, from - 1))) found(from, end);
      }
    }
  },
};

/** After the semicolon and the blanks between two pairs. */
function nextPair(units: Uint8Array, end: number): number {
  if (units[end] !== SEMICOLON) return end;
  let next = end + 1;
  while (isBlank(units[next]!)) next++;
  return next;
}
