import type { Detector } from '../detector.ts';
import { isPlaceholder } from '../placeholder.ts';

const AUTHORITY = /[^\s/?#"'<>`]{1,512}/y;
const MIN_TOKEN = 20;

/** The password in `scheme://user:password@host`, or a long token in the user's place; user, host and path stay. */
export const urlCredentials: Detector = {
  type: 'password',
  find({ text }, found) {
    for (let at = text.indexOf('://'); at >= 0; at = text.indexOf('://', at + 3)) {
      AUTHORITY.lastIndex = at + 3;
      const authority = AUTHORITY.exec(text)?.[0] ?? '';
      const userinfo = authority.slice(0, Math.max(0, authority.lastIndexOf('@')));
      const colon = userinfo.indexOf(':');
      const start = at + 4 + colon;
      const end = at + 3 + userinfo.length;
      const value = text.slice(start, end);
      if (colon < 0 ? value.length >= MIN_TOKEN : value !== '' && !isPlaceholder(value)) found(start, end);
    }
  },
};
