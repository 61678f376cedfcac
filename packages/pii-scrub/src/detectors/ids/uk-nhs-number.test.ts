import { describeDetector } from '../../found-by.test.support.ts';
import { createIdentityNumberDetector } from '../identity-number.ts';
import { ukNhsNumber } from './uk-nhs-number.ts';

describeDetector('ukNhsNumber', createIdentityNumberDetector([ukNhsNumber]), {
  finds: [
    ['4001630737', 'level=info msg="kyc" nhs_number=4001630737 took=12ms'],

    ['7033975171', 'NHS number: 7033975171'],
    ['478 708 4135', 'verified NHS no 478 708 4135, ok'],
  ],
  leaves: [
    'NHS number 9409102077',
    'NHS number 743 589 7488',
    'NHS number 719 272 7399',
    'order 63921915507 shipped',
    'id-6392191550',
    'x6392191550',
    'order 7033975171 shipped',
  ],
});
