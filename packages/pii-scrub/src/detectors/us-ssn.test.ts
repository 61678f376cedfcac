import { describe, expect, test } from 'vitest';
import { foundBy } from '../found-by.test.support.ts';
import { usSsn } from './us-ssn.ts';

describe('US social security numbers', () => {
  test.each([
    ['219-09-9998', 'on file: 219-09-9998'],
    ['120783961', 'SSN 120783961 on file'],
    ['001 50 2971', '001 50 2971 is the SSN'],
    ['912-70-1234', 'ITIN 912-70-1234'],
  ])('finds %j in %j [D1]', (expected, text) => {
    expect(foundBy(usSsn, text)).toEqual([expected]);
  });

  test.each([
    '000-12-3456',
    '666-12-3456',
    '900-12-3456',
    '123-00-4567',
    '123-45-0000',
    '120783961',
    '001 50 2971',
    '2024-01-1234',
    '978-6-42-001357-0',
    'x123-45-6789',
    '123-45-67890',
    '5-123-45-6789',
  ])('leaves %j alone [D2]', (text) => {
    expect(foundBy(usSsn, text)).toEqual([]);
  });
});
