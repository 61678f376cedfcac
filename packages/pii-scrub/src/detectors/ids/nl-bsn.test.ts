import { describeDetector } from '../../found-by.test.support.ts';
import { createIdentityNumberDetector } from '../identity-number.ts';
import { nlBsn } from './nl-bsn.ts';

describeDetector('nlBsn', createIdentityNumberDetector([nlBsn]), {
  finds: [['515351465', 'BSN: 515351465']],
  leaves: [
    'BSN 369377738',
    'BSN 245040404',
    'BSN 253992016',
    'order 1901585917 shipped',
    'id-190158591',
    'x190158591',
    'order 515351465 shipped',
  ],
});
