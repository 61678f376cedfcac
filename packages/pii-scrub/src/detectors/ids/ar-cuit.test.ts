import { describeDetector } from '../../found-by.test.support.ts';
import { createIdentityNumberDetector } from '../identity-number.ts';
import { arCuit } from './ar-cuit.ts';

describeDetector('arCuit', createIdentityNumberDetector([arCuit]), {
  finds: [
    ['20-12345678-6', 'CUIT 20-12345678-6'],
    ['20123456786', 'cuit: 20123456786'],
  ],
  leaves: ['20-12345678-5', '20123456786'],
});
