import { expect, test } from 'vitest';
import { parseEndpoint } from './parse-endpoint.ts';

test.each(['https://audit.example.com/v1', 'http://127.0.0.1:4318/v1/logs', 'http://localhost:1/', 'http://[::1]:1/'])(
  '%s is a place to send records to [C3]',
  (url) => {
    expect(parseEndpoint(url).href).toBe(url);
  },
);

test.each([
  'http://audit.example.com/hunter2',
  'http://127.0.0.1.example.com/hunter2',
  'http://localhost.example.com/hunter2',
  'https://user:hunter2@audit.example.com/',
  'https://hunter2@audit.example.com/',
  'ftp://127.0.0.1/hunter2',
  'file:///etc/hunter2',
  'audit.example.com/hunter2',
  'hunter2',
  '',
])('%s is none, and is not repeated [C3]', (url) => {
  expect(() => parseEndpoint(url)).toThrow(TypeError);
  expect(() => parseEndpoint(url)).not.toThrow(/hunter2/);
});
