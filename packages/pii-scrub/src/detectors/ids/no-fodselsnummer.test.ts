import { describeDetector } from '../../found-by.test.support.ts';
import { createIdentityNumberDetector } from '../identity-number.ts';
import { noFodselsnummer } from './no-fodselsnummer.ts';

describeDetector('noFodselsnummer', createIdentityNumberDetector([noFodselsnummer]), {
  finds: [
    ['220661 71055', 'fødselsnummer: 220661 71055'],
    ['25109371249', 'verified personnummer 25109371249, ok'],
  ],
  leaves: [
    'fødselsnummer 231089 31460',
    'fødselsnummer 250369 78523',
    'fødselsnummer 130786 44454',
    'order 110374200877 shipped',
    'id-110374 20087',
    'x110374 20087',
    'order 25109371249 shipped',
  ],
});
