import { announcedWords } from '../announced-words.ts';
import { isLetter } from '../char-class.ts';
import type { SelectiveDetector } from '../detector.ts';
import { ANNOUNCES } from '../telling-words.ts';

const TITLED =
  /(?:Dear|Mr\.?|Mrs\.?|Ms\.?|Dr\.?|Prof\.|Herr|Frau|Monsieur|Madame|Señora?|Sr\.|Sra\.|Signora?|Sincerely,|[Rr]egards,|Chère?|Estimad[oa]|Gentile|Liebe[r]?) (?:(?:Mr|Mrs|Ms|Dr|Prof)\.? |Herr |Frau |Monsieur |Madame )?(\p{Lu}[\p{L}'’-]{1,30}(?: (?:van|de|der|von|di|da|del|la) | )?(?:\p{Lu}[\p{L}'’.-]{0,30}){0,1}(?: \p{Lu}[\p{L}'’.-]{0,30})?)/uy;
const HAILED = /(?:Hi|Hello|Hallo|Bonjour|Hola|Ciao) (\p{Lu}[\p{Ll}'’-]{1,30}(?: \p{Lu}[\p{L}'’.-]{1,30})?)(?=[,!])/uy;
const COMMON =
  /^(?:All|Sir|Madam|Team|Customers?|Users?|Colleagues?|Friends?|Support|Valued|Hiring|Sirs|Everyone|Partners?|Sales|Members?|World|There|Folks|Admin|Guest|Kunde|Client|Damen|Clients?)(?!\p{L})/u;

/** All forms begin with a capital but `regards`. */
const SMALL_R = 114;
const isSmall = (code: number): boolean => code >= 97 && code <= 122;

/** Names after a form of address: `Dear Ada Lovelace`, `Mr. Babbage`, `Hi Grace,`. */
export const greetedPerson: SelectiveDetector = {
  type: 'person',
  needs: { holds: 0, announced: ANNOUNCES.person },
  find(passage, found) {
    const { text, units } = passage;
    for (const at of announcedWords(passage, ANNOUNCES.person)) {
      if (isSmall(units[at]!) && units[at] !== SMALL_R) continue;
      if (isLetter(text.charCodeAt(at - 1))) continue;
      for (const shape of [TITLED, HAILED]) {
        shape.lastIndex = at;
        const name = shape.exec(text)?.[1]?.trimEnd();
        if (name === undefined || COMMON.test(name)) continue;
        const end = shape.lastIndex;
        const start = text.lastIndexOf(name, end);
        found(start, start + name.replace(/[.'-]+$/, '').length);
        break;
      }
    }
  },
};
