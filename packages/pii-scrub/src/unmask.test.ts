import { describe, expect, test } from 'vitest';
import { createScrubber } from './create-scrubber.ts';

const scrubber = createScrubber();

describe('disguises', () => {
  test.each([
    ['ada%40example.org', '[email]'],
    ['?u=ada%2Btag%40example.org&x=1', '?u=[email]&x=1'],
    [String.raw`mail ada\u0040example.org`, 'mail [email]'],
    ['mail ada&#64;example.org', 'mail [email]'],
    ['mail ada&#x40;example.org', 'mail [email]'],
    [String.raw`line\nada@example.org\tnext`, String.raw`line\n[email]\tnext`],
    ['card ٤٢٤٢ ٤٢٤٢ ٤٢٤٢ ٤٢٤٢', 'card [card]'],
    ['card 𝟒𝟐𝟒𝟐𝟒𝟐𝟒𝟐𝟒𝟐𝟒𝟐𝟒𝟐𝟒𝟐', 'card [card]'],
    ['ada＠example．org', '[email]'],
    ['4\u200d242\u2060 4242 4242 4242 x', '[card] x'],
    ['ssn 219–09–9998', 'ssn [ssn]'],
  ])('%j becomes %j [D1]', (text, expected) => {
    expect(scrubber.scrub(text).value).toBe(expected);
  });

  test.each([
    '100%25 sure',
    String.raw`C:\new\table\readme.txt`,
    '&#169; 2024',
    'naïve — “quoted” … text',
    "LIKE '%40%'",
  ])('%j is as it was [D2]', (text) => {
    expect(scrubber.scrub(text).value).toBe(text);
  });
});
