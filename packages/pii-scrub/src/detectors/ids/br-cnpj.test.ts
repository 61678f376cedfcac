import { describeDetector } from '../../found-by.test.support.ts';
import { createIdentityNumberDetector } from '../identity-number.ts';
import { brCnpj } from './br-cnpj.ts';

describeDetector('brCnpj', createIdentityNumberDetector([brCnpj]), {
  finds: [
    ['08.125.123/0001-60', 'CNPJ: 08.125.123/0001-60'],
    ['38784411000198', 'verified empresa CNPJ 38784411000198, ok'],
  ],
  leaves: [
    'CNPJ 86.789.783/0001-56',
    'CNPJ 55.869.102/0001-37',
    'CNPJ 67.939.246/0001-05',
    'order 306142910001797 shipped',
    'id-30614291000179',
    'x30614291000179',
    'order 38784411000198 shipped',
  ],
});
