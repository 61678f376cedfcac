import { describe, expect, test } from 'vitest';
import { foundBy } from '../found-by.test.support.ts';
import { authHeader } from './auth-header.ts';

describe('credentials in headers', () => {
  test.each([
    [
      '6629fae49393a05397450978507c4ef1',
      'Authorization: Digest username="a", response="6629fae49393a05397450978507c4ef1"',
    ],
    ['KVWaMh4nKkim6TA7q3zVSdEwtdUPxEB8', 'Authorization: Digest response="KVWaMh4nKkim6TA7q3zVSdEwtdUPxEB8"'],

    ['9BwP5u_wsxEQD7M1gzCeauyzo8yJRSnm', 'Authorization: Bearer 9BwP5u_wsxEQD7M1gzCeauyzo8yJRSnm'],
    ['dXNlcjpwYXNz', 'authorization: basic dXNlcjpwYXNz'],
  ])('finds %j in %j [D1]', (expected, text) => {
    expect(foundBy(authHeader, text)).toEqual([expected]);
  });

  test.each([
    'Bearer authentication required',
    'Bearer token',
    'Basic information follows',
    'Basic Auth',
    'ForBearer abc123def456',
    'Basic YWJjZGVm',
  ])('leaves %j alone [D2]', (text) => {
    expect(foundBy(authHeader, text)).toEqual([]);
  });
});
