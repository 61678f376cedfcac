import { describeDetector } from '../../found-by.test.support.ts';
import { createIdentityNumberDetector } from '../identity-number.ts';
import { plPesel } from './pl-pesel.ts';

describeDetector('plPesel', createIdentityNumberDetector([plPesel]), {
  finds: [['62050396786', 'PESEL: 62050396786']],
  leaves: [
    'PESEL 57051936349',
    'PESEL 78102172664',
    'PESEL 53052137431',
    'order 510821826127 shipped',
    'id-51082182612',
    'x51082182612',
    'order 62050396786 shipped',
  ],
});
