import { ANNOUNCES } from '../telling-words.ts';
import { createLabelledDetector } from './labelled-value.ts';

/** Bank account numbers after words that say so; `account 17` and `account_id` say nothing of a bank. */
export const bankAccount = createLabelledDetector({
  type: 'bank_account',
  announced: ANNOUNCES.account,
  label:
    'sort[ _-]?code|(?:bank[ _-]?)?(?:account|acct)[ _-]?(?:number|num|no|nr|nbr|#)|bank[ _-]?(?:account|acct)|acct|a/c|kontonummer|konto-?nr|bankkonto|konto(?=[ :]{1,3}\\d)|(?:num[ée]ro|n°) de compte|n[uú]mero de cuenta|cuenta bancaria|cuenta(?= \\d)|conto corrente|rekeningnummer|rekening',
  value: '\\d(?:[ -]?\\d){5,17}',
  fewestDigits: 6,
  foreign: ['银行账号', '银行卡号', '口座番号', '계좌번호'],
});
