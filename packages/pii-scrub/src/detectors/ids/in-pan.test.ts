import { describeDetector } from '../../found-by.test.support.ts';
import { createIdentityNumberDetector } from '../identity-number.ts';
import { inPan } from './in-pan.ts';

describeDetector('inPan', createIdentityNumberDetector([inPan]), {
  finds: [['URQPA4115D', 'PAN: URQPA4115D']],
  leaves: ['order YRDPC3322F7 shipped', 'id-YRDPC3322F', 'xYRDPC3322F'],
});
