import type { Detector } from '../detector.ts';

const SIGNS = [' @ ', '(at)', '[at]', '{at}', '(AT)', '[AT]', '(@)', '[@]'];
const LOCAL = /[\p{L}\p{N}][\p{L}\p{N}.+_-]{0,63} ?$/u;
const DOMAIN = / ?[\p{L}\p{N}-]{1,63}(?: ?[([{](?:dot|DOT|\.)[)\]}] ?[\p{L}\p{N}-]{1,63}|\.[\p{L}\p{N}-]{1,63}){1,6}/uy;
const REACH = 66;

/** E-mail addresses that are spelled out: `ada (at) example (dot) org`, `ada @ example.org`. */
export const spelledEmail: Detector = {
  type: 'email',
  find({ text }, found) {
    for (const sign of SIGNS) {
      for (let at = text.indexOf(sign); at >= 0; at = text.indexOf(sign, at + sign.length)) {
        const local = LOCAL.exec(text.slice(Math.max(0, at - REACH), at))?.[0];
        DOMAIN.lastIndex = at + sign.length;
        if (local !== undefined && DOMAIN.test(text)) found(at - local.length, DOMAIN.lastIndex);
      }
    }
  },
};
