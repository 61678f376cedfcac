import { describeDetector } from '../../found-by.test.support.ts';
import { createIdentityNumberDetector } from '../identity-number.ts';
import { brCpf } from './br-cpf.ts';

describeDetector('brCpf', createIdentityNumberDetector([brCpf]), {
  finds: [
    ['93294100221', 'CPF: 93294100221'],
    ['213.575.938-48', 'verified cpf 213.575.938-48, ok'],
  ],
  leaves: [
    'CPF 674.876.149-29',
    'CPF 683.833.153-55',
    'CPF 66071346103',
    'order 667216619007 shipped',
    'id-66721661900',
    'x66721661900',
    'order 93294100221 shipped',
  ],
});
