import { describeDetector } from '../../found-by.test.support.ts';
import { createIdentityNumberDetector } from '../identity-number.ts';
import { caSin } from './ca-sin.ts';

describeDetector('caSin', createIdentityNumberDetector([caSin]), {
  finds: [
    ['594 148 678', 'SIN: 594 148 678'],
    ['798873956', 'verified Social Insurance Number 798873956, ok'],
    ['189-700-685', 'NAS: 189-700-685'],
  ],
  leaves: [
    'SIN 287-899-398',
    'SIN 506 012 249',
    'SIN 776-312-938',
    'order 4406716347 shipped',
    'id-440-671-634',
    'x440-671-634',
    'order 798873956 shipped',
  ],
});
