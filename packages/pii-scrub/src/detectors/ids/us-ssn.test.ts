import { describeDetector } from '../../found-by.test.support.ts';
import { createIdentityNumberDetector } from '../identity-number.ts';
import { usSsn } from './us-ssn.ts';

describeDetector('usSsn', createIdentityNumberDetector([usSsn]), {
  finds: [
    ['553 74 7758', 'my social is 553 74 7758'],

    ['676-12-8261', 'SSN: 676-12-8261'],
    ['770 40 1165', 'verified Social Security Number 770 40 1165, ok'],
    ['204139067', 'ssn: 204139067'],
  ],
  leaves: [
    'social media 553747758',
    'order 0258393897 shipped',
    'id-025 83 9389',
    'x025 83 9389',
    'order 204139067 shipped',
  ],
});
