import { isBlank } from '../char-class.ts';
import type { Detector } from '../detector.ts';
import { isPlaceholder } from '../placeholder.ts';

const VALUE = /(?: is| was)? {1,4}(?:'([^'\n]{1,200})'|"([^"\n]{1,200})"|([^\s'"=:;,|&()<>]{4,128}))/y;
const HARD_TO_SAY = /\p{L}.*\d|\d.*\p{L}|[#$%^*_~@]/u;

/** Passwords said without a sign between: `--password hunter2`, `PASSWORD 'x'` in SQL, `the password is hunter2`. */
export const spokenPassword: Detector = {
  type: 'password',
  find({ text }, found) {
    for (const word of ['assword', 'ASSWORD', 'asswd']) {
      for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + word.length)) {
        if (!isBlank(text.charCodeAt(at + word.length))) continue;
        VALUE.lastIndex = at + word.length;
        const match = VALUE.exec(text);
        if (match === null) continue;
        const value = match[1] ?? match[2] ?? match[3]!;
        const isQuoted = match[3] === undefined;
        const isFlag = text.slice(Math.max(0, at - 3), at - 1) === '--';
        if (isPlaceholder(value) || !(isQuoted || isFlag || HARD_TO_SAY.test(value))) continue;
        const end = VALUE.lastIndex - (isQuoted ? 1 : 0);
        found(end - value.length, end);
      }
    }
  },
};
