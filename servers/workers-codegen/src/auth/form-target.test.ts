import { expect, test } from 'vitest';
import { formTarget } from './form-target.ts';

test.each([
  ['http://127.0.0.1:3999/callback', 'http://127.0.0.1:3999'],
  ['https://client.example/oauth/callback?x=1', 'https://client.example'],
  ['cursor://anysphere.cursor-mcp/oauth/callback', 'cursor:'],
  ['com.example.app:/callback', 'com.example.app:'],
  ['http://[::1]:3999/callback', 'http:'],
])('the form of a client at %s may end up at %s [I4]', (redirectUri, target) => {
  expect(formTarget(redirectUri)).toBe(target);
});
