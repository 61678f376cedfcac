import type { Found, SelectiveDetector } from '../detector.ts';
import { HOLDS } from '../passage.ts';
import { isPlaceholder } from '../placeholder.ts';

const AUTHORITY = /[^\s/?#"'<>`]{1,512}/y;
const LONGEST_AUTHORITY = 512;
const MIN_TOKEN = 20;
/** Their hosts are public names; those of databases, caches and queues are not. */
const WEB_SCHEME = /(?:https?|ftps?|sftp|ssh|git|wss?)$/i;
const LONGEST_SCHEME = 8;

/** Oracle's `jdbc:oracle:thin:user/password@host`, which is no URL. */
const THIN = /:(?:thin|oci8?):[\w$#]{1,128}\/([^\s@]{1,128})@/y;

/**
 * The password in `scheme://user:password@host`, or a long token in the user's place. User, host and port of what is no web address
 * are a `connection` besides, which stays unless the policy gives that type an operator.
 */
export const urlCredentials: SelectiveDetector = {
  type: 'password',
  needs: { holds: HOLDS.at, announced: 0 },
  find({ text, holds }, found) {
    findThin(text, found);
    if ((holds & HOLDS.scheme) === 0) return;
    let sign = -1;
    for (let at = text.indexOf('://'); at >= 0; at = text.indexOf('://', at + 3)) {
      if (sign < at) sign = text.indexOf('@', at);
      if (sign < 0) return;
      if (sign - at > LONGEST_AUTHORITY + 3) continue;
      AUTHORITY.lastIndex = at + 3;
      const authority = AUTHORITY.exec(text)?.[0] ?? '';
      const host = authority.lastIndexOf('@');
      if (host < 0) continue;
      const userinfo = authority.slice(0, host);
      const colon = userinfo.indexOf(':');
      const start = at + 4 + colon;
      const end = at + 3 + userinfo.length;
      const value = text.slice(start, end);
      const isSecret = colon < 0 ? value.length >= MIN_TOKEN : value !== '' && !isPlaceholder(value);
      if (!isSecret) continue;
      if (!WEB_SCHEME.test(text.slice(Math.max(0, at - LONGEST_SCHEME), at))) {
        found(at + 3, at + 3 + authority.length, 'connection');
      }
      found(start, end);
    }
  },
};

function findThin(text: string, found: Found): void {
  for (let at = text.indexOf('jdbc:oracle:'); at >= 0; at = text.indexOf('jdbc:oracle:', at + 12)) {
    THIN.lastIndex = at + 11;
    const value = THIN.exec(text)?.[1];
    if (value !== undefined && !isPlaceholder(value)) found(THIN.lastIndex - 1 - value.length, THIN.lastIndex - 1);
  }
}
