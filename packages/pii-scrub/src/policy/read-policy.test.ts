import { describe, expect, test } from 'vitest';
import { createScrubber } from '../create-scrubber.ts';
import { readPolicy } from './read-policy.ts';

const pseudonymKey = 'a key for tests only';

test('one policy sets operators by type, column and path, allows values and adds detectors [D3]', () => {
  const policy = readPolicy(`
types: { email: pseudonym, ip: generalise, card: mask }
columns:
  age: generalise
  public.orders.note: redact
paths:
  'users[].city': redact
  '**.debug': allow
allow: [support@example.com, '@acme.example']
detectors:
  - { type: employee, pattern: 'E-(\\d{5})' }
  - { type: badge, pattern: '[A-Z]\\d{4}', near: [badge] }
`);
  const { value, report } = createScrubber({ ...policy, pseudonymKey }).scrub({
    users: [{ email: 'Ada@example.org', city: 'Paris', age: 37 }, { contact: 'ada@example.org' }],
    log: 'from 192.0.2.7 paid 4242 4242 4242 4242, E-12345 with badge B1234 and a spare part that is called C5678',
    debug: { email: 'eve@example.org' },
    to: ['support@example.com', 'bob@acme.example'],
  });
  const pseudonym = /^\[email:[a-z2-9]{12}\]$/;
  const { users } = value;
  expect(users[0]).toEqual({ email: expect.stringMatching(pseudonym), city: '[redacted]', age: '30 to 39' });
  expect(users[1]?.contact).toBe(users[0]?.email);
  expect(value.log).toBe(
    'from 192.0.2.0/24 paid **** **** **** 4242, E-[employee] with badge [badge] and a spare part that is called C5678',
  );
  expect(value.debug).toEqual({ email: 'eve@example.org' });
  expect(value.to).toEqual(['support@example.com', 'bob@acme.example']);
  expect(report.places['users[].city']).toEqual({ redacted: 1 });
});

test("a policy's detector is asked about every text, short ones and keys too [D3]", () => {
  const scrubber = createScrubber(readPolicy({ detectors: [{ type: 'employee', pattern: 'E-\\d{5}' }] }));
  expect(scrubber.scrub(['E-12345', 'see E-12345', { id: 'E-12345' }, { 'E-12345': 1 }]).value).toEqual([
    '[employee]',
    'see [employee]',
    { id: '[employee]' },
    { '[employee]': 1 },
  ]);
});

test('JSON is read as YAML is, and so is a value [D3]', () => {
  const policy = { columns: { notes: 'redact' } };
  expect(readPolicy(JSON.stringify(policy)).columns).toEqual({ notes: 'redact' });
  expect(readPolicy(policy).columns).toEqual({ notes: 'redact' });
  expect(readPolicy('')).toMatchObject({ columns: {}, detectors: [] });
});

describe('a policy that is wrong', () => {
  test.each([
    [
      'columns: { notes: hide }',
      'columns.notes: expected redact, mask, pseudonym, generalise, allow, { mask: 1 to 12 }',
    ],
    ['colums: {}', 'unrecognized key: "colums"'],
    ['types: { E-Mail: redact }', 'types.E-Mail: '],
    ['detectors: [{ type: a_b, pattern: "(" }]', 'detectors.0.pattern: cannot be used: '],
    ['detectors: [{ type: a_b, pattern: "(a)\\\\1" }]', 'detectors.0.pattern: cannot be used: '],
    ['detectors: [{ type: a_b, pattern: "a*" }]', 'detectors.0.pattern: cannot be used: matches the empty text'],
    ['columns: { notes: redact', 'line 1: '],
    ['- redact', 'invalid input: expected object'],
  ])('is refused with its place: %j [D3]', (text, message) => {
    expect(() => readPolicy(text)).toThrow(message);
  });
});

test("a user's pattern takes linear time where a backtracking engine would freeze [D3]", () => {
  const scrubber = createScrubber(readPolicy({ detectors: [{ type: 'code', pattern: '(?:a+)+b' }] }));
  expect(scrubber.scrub(`${'a'.repeat(50_000)}c aab`).value).toBe(`${'a'.repeat(50_000)}c [code]`);
});
