import type { SelectiveDetector } from '../detector.ts';
import { ANNOUNCES } from '../telling-words.ts';

const BEGIN = '-----BEGIN ';
const LABEL = /-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----/y;
const BODY = /^[A-Za-z0-9+/=\s\\,:-]*/;
const MAX_BODY = 20_000;

/** PEM and PGP private keys, also with escaped line ends or cut off; certificates and public keys stay. */
export const privateKey: SelectiveDetector = {
  type: 'private_key',
  needs: { holds: 0, announced: ANNOUNCES.privateKey },
  find({ text }, found) {
    for (let at = text.indexOf(BEGIN); at >= 0; at = text.indexOf(BEGIN, at + BEGIN.length)) {
      LABEL.lastIndex = at;
      const label = LABEL.exec(text)?.[0];
      if (label === undefined) continue;
      const from = at + label.length;
      const nextKey = text.indexOf(BEGIN, from);
      const rest = text.slice(from, Math.min(nextKey < 0 ? text.length : nextKey, from + MAX_BODY));
      const body = BODY.exec(rest)?.[0] ?? '';
      const footer = label.replace('BEGIN', 'END');
      const footerAt = body.indexOf(footer);
      const end = from + (footerAt < 0 ? body.length : footerAt + footer.length);
      found(at, end);
      at = end - BEGIN.length;
    }
  },
};
