import { describeDetector } from '../../found-by.test.support.ts';
import { createIdentityNumberDetector } from '../identity-number.ts';
import { iePps } from './ie-pps.ts';

describeDetector('iePps', createIdentityNumberDetector([iePps]), {
  finds: [
    ['1234567T', 'PPS 1234567T'],
    ['1234567FA', 'PPSN: 1234567FA'],
  ],
  leaves: ['PPS 1234567A', '1234567T'],
});
