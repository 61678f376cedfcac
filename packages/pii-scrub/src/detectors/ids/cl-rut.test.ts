import { describeDetector } from '../../found-by.test.support.ts';
import { createIdentityNumberDetector } from '../identity-number.ts';
import { clRut } from './cl-rut.ts';

describeDetector('clRut', createIdentityNumberDetector([clRut]), {
  finds: [
    ['12.345.678-5', 'RUT 12.345.678-5'],
    ['12345678-5', 'rut=12345678-5'],
  ],
  leaves: ['12.345.678-4', '12345678-5'],
});
