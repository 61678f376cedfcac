import { announcedWords } from '../announced-words.ts';
import type { SelectiveDetector } from '../detector.ts';
import { HOLDS } from '../passage.ts';
import { ANNOUNCES } from '../telling-words.ts';

const WORDS = new Set(['(at)', '[at]', '{at}', '(AT)', '[AT]']);
/** What stands on both sides of `@`: blanks, parentheses or brackets. */
const FRAMES: ReadonlyMap<number, number> = new Map([
  [32, 32],
  [40, 41],
  [91, 93],
]);
const LOCAL = /[\p{L}\p{N}][\p{L}\p{N}.+_-]{0,63} ?$/u;
const DOMAIN = / ?[\p{L}\p{N}-]{1,63}(?: ?[([{](?:dot|DOT|\.)[)\]}] ?[\p{L}\p{N}-]{1,63}|\.[\p{L}\p{N}-]{1,63}){1,6}/uy;
const REACH = 66;

/** E-mail addresses that are spelled out: `ada (at) example (dot) org`, `ada @ example.org`. */
export const spelledEmail: SelectiveDetector = {
  type: 'email',
  needs: { holds: HOLDS.at, announced: ANNOUNCES.atSign },
  find(passage, found) {
    const { text, units, holds } = passage;
    const judge = (start: number, end: number): void => {
      const local = LOCAL.exec(text.slice(Math.max(0, start - REACH), start))?.[0];
      DOMAIN.lastIndex = end;
      if (local !== undefined && DOMAIN.test(text)) found(start - local.length, DOMAIN.lastIndex);
    };
    for (const at of announcedWords(passage, ANNOUNCES.atSign)) {
      if (WORDS.has(text.slice(Math.max(0, at - 1), at + 3))) judge(at - 1, at + 3);
    }
    if ((holds & HOLDS.at) === 0) return;
    for (let at = text.indexOf('@'); at >= 0; at = text.indexOf('@', at + 1)) {
      const closing = FRAMES.get(units[at - 1] ?? 0);
      if (closing !== undefined && closing === units[at + 1]) judge(at - 1, at + 2);
    }
  },
};
