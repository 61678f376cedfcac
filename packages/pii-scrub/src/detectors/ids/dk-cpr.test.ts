import { describeDetector } from '../../found-by.test.support.ts';
import { createIdentityNumberDetector } from '../identity-number.ts';
import { dkCpr } from './dk-cpr.ts';

describeDetector('dkCpr', createIdentityNumberDetector([dkCpr]), {
  finds: [
    ['070761-4285', 'CPR 070761-4285'],
    ['0707614285', 'cpr-nummer: 0707614285'],
  ],
  leaves: ['070761-4285', 'CPR 071361-4285'],
});
