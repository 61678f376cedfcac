import { describeDetector } from '../found-by.test.support.ts';
import { oneTimeCode } from './one-time-code.ts';

describeDetector('one-time codes', oneTimeCode, {
  finds: [
    ['482913', 'your verification code is 482913'],
    ['4821', 'my PIN is 4821.'],
    ['123456', 'OTP: 123456'],
  ],
  leaves: ['error code 12345', 'gpio pin 17', 'pinned 4821', 'exit code 1370', 'spin 4821 times'],
});
