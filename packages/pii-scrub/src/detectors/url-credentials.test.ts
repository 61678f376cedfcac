import { describe, expect, test } from 'vitest';
import { foundBy } from '../found-by.test.support.ts';
import { urlCredentials } from './url-credentials.ts';

describe('credentials in URLs', () => {
  test.each([
    ['tiger99', 'jdbc:oracle:thin:scott/tiger99@//db:1521/x'],

    ['iva13WqjrwsY', 'https://u:iva13WqjrwsY@example.com/x'],
    ['iva13WqjrwsY', 'postgres://u:iva13WqjrwsY@db.example.com/x'],
    ['s3cr3t', 'redis://:s3cr3t@h:6379/0'],
    ['p%40ss', 'mongodb+srv://u:p%40ss@c.example.com/db'],
    ['p@ss', 'amqp://u:p@ss@mq'],
    ['0123456789abcdefghij', 'https://0123456789abcdefghij@github.com/x'],
  ])('finds %j in %j [D1]', (expected, text) => {
    expect(foundBy(urlCredentials, text)).toEqual([expected]);
  });

  test.each([
    'jdbc:oracle:thin:@//db:1521/x',

    'https://git@github.com/x',
    'http://example.com:8080/a@b',
    'postgres://u:$PGPASSWORD@h/x',
    'postgres://u:[password]@h/x',
    'https://example.com/@user:name',
    'postgres://u@h/x',
  ])('leaves %j alone [D2]', (text) => {
    expect(foundBy(urlCredentials, text)).toEqual([]);
  });
});
