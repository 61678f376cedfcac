import { describeDetector } from '../../found-by.test.support.ts';
import { createIdentityNumberDetector } from '../identity-number.ts';
import { usRoutingNumber } from './us-routing-number.ts';

describeDetector('usRoutingNumber', createIdentityNumberDetector([usRoutingNumber]), {
  finds: [
    ['021000021', 'routing number 021000021'],
    ['111000025', 'ABA: 111000025'],
  ],
  leaves: ['routing 021000022', '021000021'],
});
