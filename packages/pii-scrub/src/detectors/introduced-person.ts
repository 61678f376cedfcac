import { isWholeName } from '../ambiguous-name.ts';
import { announcedWords } from '../announced-words.ts';
import { isWordChar } from '../char-class.ts';
import type { SelectiveDetector } from '../detector.ts';
import { ANNOUNCES } from '../telling-words.ts';

const INTRODUCED =
  /(?:(?:[Ss]igned|[Aa]pproved) by|(?:[Aa]ssigned|[Ss]poke) (?:to|with)|[Bb]ehalf of|(?:[Pp]atient|[Cc]ustomer|[Ee]mployee|[Pp]assenger)) (\p{Lu}[\p{Ll}'’]{1,30}(?:-\p{Lu}\p{Ll}{1,30})? (?:\p{Lu}\. |(?:van|de|der|von|di|da|del|la|le) ){0,2}\p{Lu}[\p{L}'’-]{1,30})(?![\p{L}\d])/uy;

/** Names of two words after what persons do or are: `signed by Ada Lovelace`, `patient Charles Babbage`. */
export const introducedPerson: SelectiveDetector = {
  type: 'person',
  needs: { holds: 0, announced: ANNOUNCES.introduced },
  find(passage, found) {
    const { text } = passage;
    for (const at of announcedWords(passage, ANNOUNCES.introduced)) {
      if (isWordChar(text.charCodeAt(at - 1))) continue;
      INTRODUCED.lastIndex = at;
      const name = INTRODUCED.exec(text)?.[1];
      if (name !== undefined && isWholeName(name)) found(INTRODUCED.lastIndex - name.length, INTRODUCED.lastIndex);
    }
  },
};
