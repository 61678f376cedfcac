import { ANNOUNCES } from '../telling-words.ts';
import { createLabelledDetector } from './labelled-value.ts';

/** PINs and one-time codes after words that say so. */
export const oneTimeCode = createLabelledDetector({
  type: 'one_time_code',
  announced: ANNOUNCES.oneTimeCode,
  label:
    'pin(?: code| number)?|otp(?: code)?|one[- ]time (?:code|pin|password|passcode)|verification code|passcode|2fa code|mfa code',
  value: '\\d{4,8}',
  fewestDigits: 4,
});
