import { describeDetector } from '../../found-by.test.support.ts';
import { createIdentityNumberDetector } from '../identity-number.ts';
import { esDni } from './es-dni.ts';

describeDetector('esDni', createIdentityNumberDetector([esDni]), {
  finds: [
    ['61501135D', 'DNI: 61501135D'],
    ['79186742-L', 'verified documento 79186742-L, ok'],
  ],
  leaves: [
    'DNI 77947381-N',
    'DNI 42555386E',
    'DNI 53489639A',
    'order 71037993D7 shipped',
    'id-71037993D',
    'x71037993D',
  ],
});
