import { describeDetector } from '../../found-by.test.support.ts';
import { createIdentityNumberDetector } from '../identity-number.ts';
import { chAhv } from './ch-ahv.ts';

describeDetector('chAhv', createIdentityNumberDetector([chAhv]), {
  finds: [['756.9217.0769.85', 'AHV 756.9217.0769.85']],
  leaves: ['756.9217.0769.84', '757.9217.0769.85'],
});
