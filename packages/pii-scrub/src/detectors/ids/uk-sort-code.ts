import { grouped, type IdKind } from '../../id-kind.ts';

/** British bank sort codes in groups; solid ones are found after their label. */
export const ukSortCode: IdKind = {
  type: 'bank_account',
  alone: [],
  beside: grouped('2 2 2', ['-', ' ']),
  words: /sort.?code/i,
  accepts: () => true,
};
