import { describeDetector } from '../found-by.test.support.ts';
import { bankAccount } from './bank-account.ts';

describeDetector('bank account numbers', bankAccount, {
  finds: [
    ['96424153', 'Konto 96424153'],
    ['6222021234567890', '银行卡号:6222021234567890'],

    ['12345678', 'account number 12345678'],
    ['000123456789', 'Acct no. 000123456789'],
    ['1234 5678 90', 'bank account: 1234 5678 90'],
    ['0532013000', 'Kontonummer 0532013000'],
    ['12345678', '"accountNumber":"12345678"'],
    ['123456', 'sort code: 123456'],
  ],
  leaves: [
    'Konto 17 gesperrt',
    'account 12345678',
    'account_id=12345678',
    'account number 17',
    'accounts: 12345678',
    'bank 12345678',
  ],
});
