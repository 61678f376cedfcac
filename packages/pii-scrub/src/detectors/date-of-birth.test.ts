import { describe, expect, test } from 'vitest';
import { foundBy } from '../found-by.test.support.ts';
import { dateOfBirth } from './date-of-birth.ts';

describe('dates of birth', () => {
  test.each([
    ['1950-12-13', 'DOB 1950-12-13'],
    ['12/13/1950', 'date of birth: 12/13/1950'],
    ['3 May 1980', 'born 3 May 1980 in'],
    ['May 3, 1980', 'born on May 3, 1980'],
    ['03.05.1980', 'geboren am 03.05.1980'],
  ])('finds %j in %j [D1]', (expected, text) => {
    expect(foundBy(dateOfBirth, text)).toEqual([expected]);
  });

  test.each([
    'birthday campaign starts 2024-06-01',
    'created 1950-12-13',
    'birthday party for 12 people',
    'DOB 1950-12-13x',
    'DOB 13',
  ])('leaves %j alone [D2]', (text) => {
    expect(foundBy(dateOfBirth, text)).toEqual([]);
  });
});
