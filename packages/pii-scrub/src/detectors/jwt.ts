import { announcedWords } from '../announced-words.ts';
import type { SelectiveDetector } from '../detector.ts';
import { ANNOUNCES } from '../telling-words.ts';

const SHAPE = /eyJ[\w-]{6,}\.[\w-]{4,}\.[\w-]*(?:\.[\w-]+){0,2}/y;

/** JSON web tokens, signed (three parts) or encrypted (five), whose header decodes to a JSON object. */
export const jwt: SelectiveDetector = {
  type: 'jwt',
  needs: { holds: 0, announced: ANNOUNCES.webToken },
  find(passage, found) {
    const { text } = passage;
    let done = 0;
    for (const at of announcedWords(passage, ANNOUNCES.webToken)) {
      if (at < done || /[\w-]/.test(text.charAt(at - 1))) continue;
      SHAPE.lastIndex = at;
      const token = SHAPE.exec(text)?.[0];
      if (token === undefined || !hasHeader(token)) continue;
      done = at + token.length;
      found(at, done);
    }
  },
};

function hasHeader(token: string): boolean {
  const header = token.slice(0, token.indexOf('.')).replaceAll('-', '+').replaceAll('_', '/');
  try {
    return typeof JSON.parse(atob(header)) === 'object';
  } catch {
    return false;
  }
}
