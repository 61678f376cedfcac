import { describe, expect, test } from 'vitest';
import { createScrubber } from '../create-scrubber.ts';
import { generalise } from './generalise.ts';
import { mask } from './mask.ts';

const pseudonymKey = 'a key for tests only';

describe('mask', () => {
  test.each([
    ['4242 4242 4242 4242', '**** **** **** 4242'],
    ['GB91PSRO46374961869923', '******************9923'],
    ['1234', '***4'],
    ['12', '**'],
    ['ada@example.org', '***@******e.org'],
    ['naïve Ünïcode', '***** ***code'],
    ['**** **** **** 4242', '**** **** **** 4242'],
  ])('%j becomes %j [D3]', (value, expected) => {
    expect(mask(value)).toBe(expected);
  });
});

describe('generalise', () => {
  test.each([
    ['date_of_birth', '1815-12-10', ''],
    ['date_of_birth', '10.12.1975', '1975'],
    ['ip', '192.0.2.77', '192.0.2.0/24'],
    ['ip', '2001:db8:1:2::3', '2001:db8:1::/48'],
    ['email', 'ada@example.org', '*@example.org'],
    ['redacted', '37', '30 to 39'],
    ['redacted', '7', '0 to 9'],
    ['redacted', '52300', '50000 to 59999'],
    ['redacted', '-5', '-10 to -1'],
    ['redacted', '30 to 39', '30 to 39'],
    ['redacted', '2024-05-06', '2024'],
    ['phone', '+352 628 123 456', ''],
  ])('%s %j becomes %j [D3]', (type, value, expected) => {
    expect(generalise(type, value) ?? '').toBe(expected);
  });

  test('ranges are as wide as asked [D3]', () => {
    expect(generalise('redacted', '37', 5)).toBe('35 to 39');
  });
});

describe('pseudonym', () => {
  const scrubber = createScrubber({
    types: { email: 'pseudonym', card: 'pseudonym' },
    columns: { id: 'pseudonym' },
    pseudonymKey,
  });

  test('is the same for the same value, however it is written, so that joins and counts work [D3]', () => {
    const { value } = scrubber.scrub([
      'Ada@example.org',
      'to ada@example.org',
      '4242 4242 4242 4242',
      '4242424242424242',
    ]);
    expect(value[0]).toMatch(/^\[email:[a-z2-9]{12}\]$/);
    expect(value[1]).toBe(`to ${value[0]}`);
    expect(value[2]).toBe(value[3]);
  });

  test('is the HMAC of type and value under the key, so that it is the same on every machine [D3]', () => {
    expect(scrubber.scrub('ada@example.org').value).toBe('[email:d245mx8neb63]');
  });

  test('of a number is a number of as many digits [D3]', () => {
    const { value } = scrubber.scrub({ id: 4711, list: { id: 4711 }, other: { id: 4712 } });
    expect(value.id).toSatisfy((id: number) => id >= 1000 && id <= 9999);
    expect(value.list.id).toBe(value.id);
    expect(value.other.id).not.toBe(value.id);
  });

  test('differs by key and by type [D3]', () => {
    const other = createScrubber({ types: { email: 'pseudonym' }, pseudonymKey: 'another key for tests' });
    expect(other.scrub('ada@example.org').value).not.toBe(scrubber.scrub('ada@example.org').value);
  });

  test('needs a key of 16 bytes [D3]', () => {
    expect(() => createScrubber({ types: { email: 'pseudonym' } })).toThrow('pseudonymKey: expected a key');
    expect(() => createScrubber({ paths: { a: 'pseudonym' } })).toThrow(TypeError);
    expect(() => createScrubber({ pseudonymKey: 'short' })).toThrow('pseudonymKey: expected at least 16 bytes, got 5');
  });
});

test('what was replaced stays as it is when it is scrubbed again, by every operator [D3]', () => {
  for (const operator of ['redact', 'mask', 'pseudonym', 'generalise'] as const) {
    const types = {
      email: operator,
      card: operator,
      ip: operator,
      person: operator,
      date_of_birth: operator,
      phone: operator,
    };
    const again = createScrubber({ types, columns: { age: operator, note: operator }, pseudonymKey });
    const input = {
      text: 'ada@example.org paid 4242 4242 4242 4242 from 192.0.2.7, DOB 1975-12-10, phone +352 628 123 456',
      first_name: 'Ada Lovelace',
      email: 'ada@example.org',
      ip: '192.0.2.7',
      dob: '1975-12-10',
      phone: '+352 628 123 456',
      age: '37',
    };
    const once = again.scrub(input).value;
    const twice = again.scrub(once);
    expect(twice.value).toEqual(once);
    expect(twice.report.total).toBe(0);
  }
});
