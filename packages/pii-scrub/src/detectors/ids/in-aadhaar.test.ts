import { describeDetector } from '../../found-by.test.support.ts';
import { createIdentityNumberDetector } from '../identity-number.ts';
import { inAadhaar } from './in-aadhaar.ts';

describeDetector('inAadhaar', createIdentityNumberDetector([inAadhaar]), {
  finds: [
    ['9829 1269 2227', 'Aadhaar: 9829 1269 2227'],
    ['366474654279', 'verified aadhaar no 366474654279, ok'],
  ],
  leaves: [
    'counter 5519 7480 3831 0264',
    'counter 5523 4082 5168 2071',

    'Aadhaar 2584 8874 8161',
    'Aadhaar 525666125319',
    'Aadhaar 3595 6419 5505',
    'order 2001433199627 shipped',
    'id-2001 4331 9962',
    'x2001 4331 9962',
    'order 366474654279 shipped',
  ],
});
