import { describeDetector } from '../../found-by.test.support.ts';
import { createIdentityNumberDetector } from '../identity-number.ts';
import { sePersonnummer } from './se-personnummer.ts';

describeDetector('sePersonnummer', createIdentityNumberDetector([sePersonnummer]), {
  finds: [
    ['811218-9876', 'personnummer 811218-9876'],
    ['19811218-9876', '(19811218-9876)'],
    ['8112189876', 'personnummer: 8112189876'],
  ],
  leaves: ['811218-9875', '811318-9876', '8112189876'],
});
