import { isLetter } from '../char-class.ts';
import type { Detector } from '../detector.ts';
import { ANNOUNCES } from '../telling-words.ts';

const TITLED =
  /(?:Dear|Mr\.?|Mrs\.?|Ms\.?|Dr\.?|Prof\.|Herr|Frau|Monsieur|Madame|Señora?|Sr\.|Sra\.|Signora?|Sincerely,|[Rr]egards,|Chère?|Estimad[oa]|Gentile|Liebe[r]?) (?:(?:Mr|Mrs|Ms|Dr|Prof)\.? |Herr |Frau |Monsieur |Madame )?(\p{Lu}[\p{L}'’-]{1,30}(?: (?:van|de|der|von|di|da|del|la) | )?(?:\p{Lu}[\p{L}'’.-]{0,30}){0,1}(?: \p{Lu}[\p{L}'’.-]{0,30})?)/uy;
const HAILED = /(?:Hi|Hello|Hallo|Bonjour|Hola|Ciao) (\p{Lu}[\p{Ll}'’-]{1,30}(?: \p{Lu}[\p{L}'’.-]{1,30})?)(?=[,!])/uy;
const COMMON =
  /^(?:All|Sir|Madam|Team|Customers?|Users?|Colleagues?|Friends?|Support|Valued|Hiring|Sirs|Everyone|Partners?|Sales|Members?|World|There|Folks|Admin|Guest|Kunde|Client|Damen|Clients?)(?!\p{L})/u;

/** Names after a form of address: `Dear Ada Lovelace`, `Mr. Babbage`, `Hi Grace,`. */
export const greetedPerson: Detector = {
  type: 'person',
  find({ text, announcements }, found) {
    for (let word = 0; word < announcements.length; word += 2) {
      const at = announcements[word]!;
      if ((announcements[word + 1]! & ANNOUNCES.person) === 0 || isLetter(text.charCodeAt(at - 1))) continue;
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
