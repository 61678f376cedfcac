import { isMonthAndDay } from '../../checks/calendar.ts';
import { weightedSum } from '../../checks/weighted-sum.ts';
import type { IdKind } from '../../id-kind.ts';

/** Norwegian birth numbers, and D-numbers (day + 40) for those without one: a date and two check digits mod 11. */
export const noFodselsnummer: IdKind = {
  type: 'national_id',
  alone: ['999999 99999'],
  beside: ['99999999999', '999999-99999', '999 999 99999', '99 99 99 99999'],
  words: /(?:f[øo]dselsn|personn|d-n(?:umme)?r|\bfnr\b|norw|norsk)/i,
  accepts(digits) {
    const day = Number(digits.slice(0, 2));
    const hasDate = isMonthAndDay(digits.slice(2, 4), String(day > 40 ? day - 40 : day));
    return (
      hasDate &&
      weightedSum(digits, [3, 7, 6, 1, 8, 9, 4, 5, 2, 1]) % 11 === 0 &&
      weightedSum(digits, [5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1]) % 11 === 0
    );
  },
};
