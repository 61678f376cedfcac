import { describeDetector } from '../../found-by.test.support.ts';
import { createIdentityNumberDetector } from '../identity-number.ts';
import { auMedicare } from './au-medicare.ts';

describeDetector('auMedicare', createIdentityNumberDetector([auMedicare]), {
  finds: [
    ['6776802201', 'Medicare: 6776802201'],
    ['2242 91246 5', 'verified Medicare no 2242 91246 5, ok'],
  ],
  leaves: ['order 29413505917 shipped', 'id-2941350591', 'x2941350591', 'order 6776802201 shipped'],
});
