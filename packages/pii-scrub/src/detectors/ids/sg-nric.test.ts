import { describeDetector } from '../../found-by.test.support.ts';
import { createIdentityNumberDetector } from '../identity-number.ts';
import { sgNric } from './sg-nric.ts';

describeDetector('sgNric', createIdentityNumberDetector([sgNric]), {
  finds: [
    ['S1234567D', 'NRIC S1234567D'],
    ['T0000001E', 'T0000001E'],
  ],
  leaves: ['S1234567A', 's1234567d'],
});
