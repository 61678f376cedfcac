import { describeDetector } from '../../found-by.test.support.ts';
import { createIdentityNumberDetector } from '../identity-number.ts';
import { ukNino } from './uk-nino.ts';

describeDetector('ukNino', createIdentityNumberDetector([ukNino]), {
  finds: [
    ['PE 00 61 42 D', 'NINO: PE 00 61 42 D'],
    ['JG898925A', 'verified National Insurance number JG898925A, ok'],
  ],
  leaves: ['order JG960907A7 shipped', 'id-JG 96 09 07 A', 'xJG 96 09 07 A'],
});
