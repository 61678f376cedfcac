import { announcedWords } from '../announced-words.ts';
import type { Detector } from '../detector.ts';
import { ANNOUNCES } from '../telling-words.ts';

const HEADER = /cookie2?["']?[ \t]*:[ \t]*["']?/iy;
const PAIR = /([\w!#$%&*+.^|~-]{1,80})=([^\s;,"'\\]{1,4096})(?:;[ \t]*)?/y;
/** What a browser is told to do with a cookie. */
const ATTRIBUTE = /^(?:path|domain|expires|max-age|samesite|priority|version)$/i;
const SHORTEST = 8;

/** Values in `Cookie` and `Set-Cookie` headers that are long enough to be a session; names and attributes stay. */
export const cookie: Detector = {
  type: 'cookie',
  find(passage, found) {
    const { text } = passage;
    for (const at of announcedWords(passage, ANNOUNCES.cookie)) {
      HEADER.lastIndex = at;
      if (!HEADER.test(text)) continue;
      PAIR.lastIndex = HEADER.lastIndex;
      for (let pair = PAIR.exec(text); pair !== null; pair = PAIR.exec(text)) {
        const [whole, name = '', value = ''] = pair;
        if (value.length < SHORTEST || ATTRIBUTE.test(name)) continue;
        const start = PAIR.lastIndex - whole.length + name.length + 1;
        found(start, start + value.length);
      }
    }
  },
};
