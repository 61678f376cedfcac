import { describe, expect, test } from 'vitest';
import { createScrubber } from './create-scrubber.ts';

const scrubbed = (value: unknown): unknown => createScrubber().scrub(value).value;

describe('a key that is only `name`', () => {
  test.each([
    [
      { name: 'Ada Lovelace', email: 'ada@example.org' },
      { name: '[person]', email: '[email]' },
    ],
    [
      { nombre: 'José García', telefono: '+34 612 34 56 78' },
      { nombre: '[person]', telefono: '[phone]' },
    ],
    [
      { name: '山田太郎', dob: '1980-02-03' },
      { name: '[person]', dob: '[date_of_birth]' },
    ],
  ])('is a person beside what persons have: %j [D1]', (value, expected) => {
    expect(scrubbed(value)).toEqual(expected);
  });

  test.each([
    { name: 'Desk', price: 64.5 },
    { name: 'orders-db', owner_email: '' },
    { name: 'Acme GmbH', phone: '' },
    { name: 'users_pkey', table: 'users' },
  ])('is no person otherwise: %j [D2]', (value) => {
    expect(scrubbed(value)).toEqual(value);
  });

  test('is judged the same in rows [D1]', () => {
    const columns = [{ name: 'name' }, { name: 'email' }];
    expect(
      createScrubber()
        .start()
        .rows(columns, [['Ada Lovelace', 'ada@example.org']]),
    ).toEqual([['[person]', '[email]']]);
  });
});

describe('a key for the part that somebody plays', () => {
  test.each([
    [{ customer: 'Ada Lovelace' }, { customer: '[person]' }],
    [
      { assigned_to: 'Grace Hopper', name: 'Oak Table' },
      { assigned_to: '[person]', name: 'Oak Table' },
    ],
    [{ patient: 'Łukasz O’Connell' }, { patient: '[person]' }],
  ])('holds a person when it holds a whole name: %j becomes %j [D1]', (value, expected) => {
    expect(scrubbed(value)).toEqual(expected);
  });

  test.each([
    { customer: 'Acme Corp' },
    { customer: 'acme' },
    { owner: 'Platform Team' },
    { user: 'Domain Admins' },
    { customer: 41 },
  ])('tells nothing otherwise: %j [D2]', (value) => {
    expect(scrubbed(value)).toEqual(value);
  });
});

describe('the name above a value is context for what it holds', () => {
  test.each([
    [{ pesel: '44051401359' }, { pesel: '[national_id]' }],
    [{ release: { version: '10.1.2.3' } }, { release: { version: '10.1.2.3' } }],
    [{ nhs: { value: '9434765919' } }, { nhs: { value: '[health_number]' } }],
    [{ phone_id: '0612345678' }, { phone_id: '0612345678' }],
  ])('%j becomes %j [D1] [D2]', (value, expected) => {
    expect(scrubbed(value)).toEqual(expected);
  });
});
