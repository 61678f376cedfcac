import { describeDetector } from '../found-by.test.support.ts';
import { cardCode } from './card-code.ts';

describeDetector('card verification codes', cardCode, {
  finds: [
    ['123', 'CVV 123'],
    ['1234', 'cvc: 1234'],
    ['987', 'security code 987'],
  ],
  leaves: ['CVV 12', 'code 123', 'CVE-2024-1234', 'cvv missing', 'cvv 12345'],
});
