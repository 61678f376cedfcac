import { describeDetector } from '../../found-by.test.support.ts';
import { createIdentityNumberDetector } from '../identity-number.ts';
import { ptNif } from './pt-nif.ts';

describeDetector('ptNif', createIdentityNumberDetector([ptNif]), {
  finds: [
    ['123456789', 'NIF 123456789'],
    ['123 456 789', 'contribuinte 123 456 789'],
  ],
  leaves: ['NIF 123456788', '123456789'],
});
