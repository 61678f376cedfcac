import { describe, expect, test } from 'vitest';
import { foundBy } from '../found-by.test.support.ts';
import { email } from './email.ts';

describe('e-mail addresses', () => {
  test.each([
    ['ada@example.org', 'write to ada@example.org.'],
    ["o'neil+news@mail.example.net", "to=o'neil+news@mail.example.net,"],
    ['ada@example.org', "where email = 'ada@example.org'"],
    ['jürgen@müller.de', 'von jürgen@müller.de an'],
    ['ada%40example.com', 'GET /users?email=ada%40example.com&x=1'],
    ['ada@example.org', '"line\\nada@example.org"'],
    ['ada@xn--mller-kva.de', '<ada@xn--mller-kva.de>'],
    ['ada@example.com', 'mailto:ada@example.com'],
    ['ada@example.com', 'ada@example.com-1'],
    ['ada@example.com', 'ada@example.com42'],
    ['ada@example.com', '7:ada@example.com.8'],
    [`ada@example.com${'z'.repeat(40)}`, `ada@example.com${'z'.repeat(40)}`],
    ['ada@mail.example.com', 'ada@mail.example.com-b-2'],
  ])('finds %j in %j [D1]', (expected, text) => {
    expect(foundBy(email, text)).toEqual([expected]);
  });

  test.each([
    'cover@2x.png',
    'icons/logo@3x.webp',
    'git@github.com:acme/infra.git',
    'ssh://git@github.com/acme/infra',
    '@scope/ui-kit@3.26.8',
    'lodash@4.17.21',
    'lodash@5.0.rc1',
    'actions/checkout@v4.1.0',
    'postgres://u:pw@db.example.com/x',
    'app@sha256:ab12',
    '@mention only',
    'user@localhost',
    'a@b',
  ])('leaves %j alone [D2]', (text) => {
    expect(foundBy(email, text)).toEqual([]);
  });
});
