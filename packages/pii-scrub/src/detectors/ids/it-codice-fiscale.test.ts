import { describeDetector } from '../../found-by.test.support.ts';
import { createIdentityNumberDetector } from '../identity-number.ts';
import { itCodiceFiscale } from './it-codice-fiscale.ts';

describeDetector('itCodiceFiscale', createIdentityNumberDetector([itCodiceFiscale]), {
  finds: [['PFGZRG41B12H014S', 'codice fiscale: PFGZRG41B12H014S']],
  leaves: [
    'codice fiscale DNPFZG71T44F229R',
    'codice fiscale ZBZBCZ70D28L733Y',
    'codice fiscale RNGDVZ79D65F931Q',
    'order RFNGDF79D10F326L7 shipped',
    'id-RFNGDF79D10F326L',
    'xRFNGDF79D10F326L',
  ],
});
