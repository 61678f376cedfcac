import { describe, expect, test } from 'vitest';
import { foundBy } from '../found-by.test.support.ts';
import { jwt } from './jwt.ts';

describe('JSON web tokens', () => {
  test.each([
    [
      'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJFWCJ9.EXAMPLEEXAMPLE',
      'key=eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJFWCJ9.EXAMPLEEXAMPLE',
    ],
    ['eyJhbGciOiJub25lIn0.eyJzdWIiOiJFWCJ9.', '"eyJhbGciOiJub25lIn0.eyJzdWIiOiJFWCJ9."'],
  ])('finds %j in %j [D1]', (expected, text) => {
    expect(foundBy(jwt, text)).toEqual([expected]);
  });

  test.each([
    'eyJhbGciOiJIUzI1NiJ9',
    'eyJ.eyJ.x',
    'xeyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJFWCJ9.EX',
    'eyJ________.eyJzdWIi.x',
    'data:image/png;base64,iVBORw0KGgoAAAANSUhEUg',
  ])('leaves %j alone [D2]', (text) => {
    expect(foundBy(jwt, text)).toEqual([]);
  });
});
