import { describeDetector } from '../found-by.test.support.ts';
import { identityCard } from './identity-card.ts';

describeDetector('numbers of identity cards and the like', identityCard, {
  finds: [
    ['LZ6311T475', 'Personalausweis LZ6311T475'],
    ['12345678', 'national ID 12345678'],
    ['AB1234567', 'identity card number: AB1234567'],
    ['00123456', 'MRN 00123456'],
  ],
  leaves: ['identity 12345678', 'national 12345678', 'visa accepted 12345678', 'medicare for 12345678 people'],
});
