import type { Detector } from '../detector.ts';

const SHAPE = /eyJ[\w-]{6,}\.[\w-]{4,}\.[\w-]*(?:\.[\w-]+){0,2}/y;

/** JSON web tokens, signed (three parts) or encrypted (five), whose header decodes to a JSON object. */
export const jwt: Detector = {
  type: 'jwt',
  find({ text }, found) {
    for (let at = text.indexOf('eyJ'); at >= 0; at = text.indexOf('eyJ', at + 3)) {
      if (/[\w-]/.test(text.charAt(at - 1))) continue;
      SHAPE.lastIndex = at;
      const token = SHAPE.exec(text)?.[0];
      if (token === undefined || !hasHeader(token)) continue;
      found(at, at + token.length);
      at += token.length - 3;
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
