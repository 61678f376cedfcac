import { describe, expect, test } from 'vitest';
import { ruleFor } from './name-rule.ts';

describe('what a name tells', () => {
  test.each([
    ['first_name', 'person'],
    ['lastName', 'person'],
    ['customer_name', 'person'],
    ['Customers Name', 'person'],
    ['cardholder', 'person'],
    ['vorname', 'person'],
    ['street', 'address'],
    ['billing_address', 'address'],
    ['address_line1', 'address'],
    ['postal_code', 'address'],
    ['dob', 'date_of_birth'],
    ['birthDate', 'date_of_birth'],
    ['password', 'password'],
    ['PASSWORD_HASH', 'password'],
    ['x-api-key', 'secret'],
    ['clientSecret', 'secret'],
    ['refresh_token', 'secret'],
    ['email', 'email'],
    ['contactEmail', 'email'],
    ['phone_number', 'phone'],
    ['ssn', 'ssn'],
    ['passport_no', 'passport'],
    ['card_number', 'card'],
    ['creditCard', 'card'],
    ['iban', 'iban'],
    ['bank_account', 'bank_account'],
  ])('%s is a column of type %s [D1]', (name, type) => {
    expect(ruleFor(name)?.type).toBe(type);
  });

  test.each([
    'product_name',
    'file_name',
    'table_name',
    'host_name',
    'name',
    'username',
    'created',
    'created_at',
    'status',
    'total',
    'email_count',
    'email_verified',
    'is_phone',
    'phone_type',
    'password_changed_at',
    'secret_name',
    'token_count',
    'max_token',
    'next_page_token',
    'card_id',
    'graphics_card',
    'address_id',
    'api_key_id',
    'primary_key',
    'cache_key',
    'zip_file',
    'customer_id',
    'birth_rate',
    'first',
    'last',
    'pass_count',
    'boarding_pass',
    '',
  ])('%s tells nothing [D2]', (name) => {
    expect(ruleFor(name)).toBeUndefined();
  });

  test.each([
    ['ssn', '120783961', true],
    ['ssn', '42', false],
    ['phone', '+49 171 1234567', true],
    ['phone', 'see notes', false],
    ['card', 'visa', false],
    ['dob', '1990-01-01', true],
    ['dob', 'unknown', false],
    ['zip', 'archive.zip', false],
    ['password', '$2b$10$abcdefghijk', true],
    ['password', '${DB_PASSWORD}', false],
    ['pwd', 'S3cr3t', true],
    ['pwd', '/home/app', false],
    ['authorization', 'x7f3', true],
    ['authorization', 'Bearer hOKB3StllZg9EpQZIyferFAI', false],
    ['passport_no', 'LOIKTSPV9', true],
    ['connection_key', 'c+A9U+FK98X4y1UAs8vF9M5e0F', true],
    ['connection_key', 'orders', false],
    ['email', 'ada at home', false],
  ])('under %s, %j is taken as a whole: %j [D2]', (name, value, isTaken) => {
    expect(ruleFor(name)?.accepts(value)).toBe(isTaken);
  });
});
