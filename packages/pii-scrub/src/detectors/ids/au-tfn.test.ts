import { describeDetector } from '../../found-by.test.support.ts';
import { createIdentityNumberDetector } from '../identity-number.ts';
import { auTfn } from './au-tfn.ts';

describeDetector('auTfn', createIdentityNumberDetector([auTfn]), {
  finds: [
    ['029 569 539', 'TFN: 029 569 539'],
    ['015469006', 'verified Tax File Number 015469006, ok'],
  ],
  leaves: [
    'TFN 225410532',
    'TFN 112240858',
    'TFN 552007591',
    'order 7398834467 shipped',
    'id-739 883 446',
    'x739 883 446',
    'order 015469006 shipped',
  ],
});
