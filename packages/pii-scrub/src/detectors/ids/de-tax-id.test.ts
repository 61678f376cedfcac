import { describeDetector } from '../../found-by.test.support.ts';
import { createIdentityNumberDetector } from '../identity-number.ts';
import { deTaxId } from './de-tax-id.ts';

describeDetector('deTaxId', createIdentityNumberDetector([deTaxId]), {
  finds: [
    ['48157039229', 'steuerliche Identifikationsnummer 48157039229'],

    ['63 504 187 961', 'Steuer-ID: 63 504 187 961'],
    ['48157039229', 'verified Steueridentifikationsnummer 48157039229, ok'],
  ],
  leaves: [
    'Steuer-ID 32 186 709 579',
    'Steuer-ID 76 548 392 127',
    'Steuer-ID 75624301832',
    'order 218765340747 shipped',
    'id-21876534074',
    'x21876534074',
    'order 48157039229 shipped',
  ],
});
