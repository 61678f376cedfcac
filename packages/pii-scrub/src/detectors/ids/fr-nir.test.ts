import { describeDetector } from '../../found-by.test.support.ts';
import { createIdentityNumberDetector } from '../identity-number.ts';
import { frNir } from './fr-nir.ts';

describeDetector('frNir', createIdentityNumberDetector([frNir]), {
  finds: [
    ['239128760159007', 'NIR: 239128760159007'],
    ['2 50 07 58 225 645 47', 'verified numéro de sécurité sociale 2 50 07 58 225 645 47, ok'],
  ],
  leaves: [
    'IMEI 351798393226463',

    'NIR 279026726327451',
    'NIR 1 86 06 22 202 754 66',
    'NIR 119037949318007',
    'order 2001207820333937 shipped',
    'id-2 00 12 07 820 333 93',
    'x2 00 12 07 820 333 93',
  ],
});
