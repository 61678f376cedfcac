import { describeDetector } from '../found-by.test.support.ts';
import { passport } from './passport.ts';

describeDetector('passport numbers', passport, {
  finds: [
    ['592058007', 'passaporto n. 592058007'],
    ['E5983417', '护照号 E5983417'],
    ['LUCK57EEE', 'passport LUCK57EEE'],

    ['123456789', 'passport 123456789'],
    ['C01X00T47', 'Passport No. C01X00T47, expires 2031'],
    ['AB1234567', '"passport_number": "AB1234567"'],
    ['C01X00T47', 'Reisepass C01X00T47'],
    ['12AB34567', 'passeport n° 12AB34567'],
    ['XDB123456', 'pasaporte: XDB123456'],
  ],
  leaves: [
    'passport expired 2024-01-15',
    'passport 2024-01-15',
    'passport.js 0.7.0',
    'number 123456789',
    'passports: 3',
  ],
});
