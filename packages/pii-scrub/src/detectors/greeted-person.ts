import type { Detector } from '../detector.ts';

const OPENERS = [
  'Dear ',
  'Mr. ',
  'Mrs. ',
  'Ms. ',
  'Mr ',
  'Mrs ',
  'Ms ',
  'Dr. ',
  'Prof. ',
  'Sincerely, ',
  'regards, ',
  'Regards, ',
];
const NAME = /\p{Lu}[\p{Ll}'’-]{1,30}(?: \p{Lu}[\p{L}'’.-]{0,30}){0,2}/uy;
const COMMON =
  /^(?:All|Sir|Madam|Team|Customer|Customers|User|Users|Colleague|Colleagues|Friend|Friends|Support|Valued|Hiring|Sirs|Everyone|Partner|Sales|Members?)\b/;

/** Names after a form of address: `Dear Ada Lovelace`, `Mr. Babbage`. */
export const greetedPerson: Detector = {
  type: 'person',
  find({ text }, found) {
    for (const opener of OPENERS) {
      for (let at = text.indexOf(opener); at >= 0; at = text.indexOf(opener, at + opener.length)) {
        const start = at + opener.length;
        NAME.lastIndex = start;
        const name = NAME.exec(text)?.[0];
        if (name === undefined || /\p{L}/u.test(text.charAt(at - 1)) || COMMON.test(name)) continue;
        found(start, start + name.replace(/[.'-]+$/, '').length);
      }
    }
  },
};
