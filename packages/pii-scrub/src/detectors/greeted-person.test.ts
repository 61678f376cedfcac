import { describe, expect, test } from 'vitest';
import { foundBy } from '../found-by.test.support.ts';
import { greetedPerson } from './greeted-person.ts';

describe('greeted persons', () => {
  test.each([
    ['Owen Hollis', 'Dear Owen Hollis,'],
    ['Babbage', 'met Mr. Babbage.'],
    ['Ada Lovelace', 'Dr. Ada Lovelace said'],
  ])('finds %j in %j [D1]', (expected, text) => {
    expect(foundBy(greetedPerson, text)).toEqual([expected]);
  });

  test.each(['Dear Customer,', 'dear friend', 'Dear team', 'Mr. x', 'SMr Smith'])('leaves %j alone [D2]', (text) => {
    expect(foundBy(greetedPerson, text)).toEqual([]);
  });
});
