import { announcedWords } from '../announced-words.ts';
import { isBlank } from '../char-class.ts';
import type { SelectiveDetector } from '../detector.ts';
import { isPlaceholder } from '../placeholder.ts';
import { ANNOUNCES } from '../telling-words.ts';

const WORD =
  /(?:pg|db|my|user)?(?:password|passwd|pwd|passphrase|passcode|passwort|contraseña|wachtwoord|kennwort|senha|mot de passe|identified by|(?<=--)(?:api-?key|(?:[a-z]+-)?token|(?:[a-z]+-)?secret)|(?:api|secret|encryption)[ _-]?(?:key|token)(?= is ))(?=[ \t])/iuy;
const VALUE =
  /(?: for (?:(?:user|account|role) )?["']?[\w.@-]{1,40}["']?(?= (?:is|was|to) |:)){0,1}(?: is| was| to| ist| est| es|:)? {1,4}(?:'([^'\n]{1,200})'|"([^"\n]{1,200})"|([^\s'"=:;,|&()<>]{4,128}))/y;
const HARD_TO_SAY = /\p{L}.*\d|\d.*\p{L}|[#$%^*~@!]|\p{L}_\d/u;

/** Passwords said without a sign between: `--password hunter2`, `PASSWORD 'x'` in SQL, `the password is hunter2`. */
export const spokenPassword: SelectiveDetector = {
  type: 'password',
  needs: { holds: 0, announced: ANNOUNCES.password },
  find(passage, found) {
    const { text } = passage;
    for (const at of announcedWords(passage, ANNOUNCES.password)) {
      WORD.lastIndex = at;
      if (!WORD.test(text) || !isBlank(text.charCodeAt(WORD.lastIndex))) continue;
      VALUE.lastIndex = WORD.lastIndex;
      const match = VALUE.exec(text);
      if (match === null) continue;
      const value = (match[1] ?? match[2] ?? match[3]!).replace(match[3] === undefined ? /^$/ : /[.?]$/, '');
      const isQuoted = match[3] === undefined;
      const isFlag = text.slice(Math.max(0, at - 2), at) === '--';
      if (isPlaceholder(value) || !(isQuoted || isFlag || HARD_TO_SAY.test(value))) continue;
      const start = VALUE.lastIndex - (isQuoted ? 1 : 0) - (match[1] ?? match[2] ?? match[3]!).length;
      found(start, start + value.length);
    }
  },
};
