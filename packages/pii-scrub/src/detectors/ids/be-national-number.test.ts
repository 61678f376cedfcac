import { describeDetector } from '../../found-by.test.support.ts';
import { createIdentityNumberDetector } from '../identity-number.ts';
import { beNationalNumber } from './be-national-number.ts';

describeDetector('beNationalNumber', createIdentityNumberDetector([beNationalNumber]), {
  finds: [
    ['42.07.01-474.39', 'rijksregisternummer: 42.07.01-474.39'],
    ['57072697771', 'verified numéro national 57072697771, ok'],
  ],
  leaves: [
    'rijksregisternummer 70.04.05-750.12',
    'rijksregisternummer 53032574323',
    'rijksregisternummer 71112269711',
    'order 810916661417 shipped',
    'id-81.09.16-661.41',
    'x81.09.16-661.41',
    'order 57072697771 shipped',
  ],
});
