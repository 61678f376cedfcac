import { describe, expect, test } from 'vitest';
import { parseUriTemplate } from './uri-template.ts';

const config = parseUriTemplate('config', 'deployment-config://{service}/{environment}');
const long = (length: number) => 'a'.repeat(length);

describe('a template', () => {
  test.each([
    ['deployment-config://orders/production', { service: 'orders', environment: 'production' }],
    ['deployment-config://a.b-c_d/1', { service: 'a.b-c_d', environment: '1' }],
    ['deployment-config://_x/a..b', { service: '_x', environment: 'a..b' }],
    [`deployment-config://${long(63)}/x`, { service: long(63), environment: 'x' }],
  ])('matches %s [H4]', (uri, params) => {
    expect(config.match(uri)).toEqual(params);
  });

  test.each([
    ['a segment of 64 characters', `deployment-config://${long(64)}/x`],
    ['a segment too few', 'deployment-config://orders'],
    ['a segment too many', 'deployment-config://orders/production/x'],
    ['an empty segment', 'deployment-config:///production'],
    ['a trailing slash', 'deployment-config://orders/production/'],
    ['the directory above', 'deployment-config://../production'],
    ['this directory', 'deployment-config://orders/.'],
    ['a hidden file', 'deployment-config://orders/.env'],
    ['an option', 'deployment-config://-rf/production'],
    ['an encoded slash', 'deployment-config://a%2f..%2fb/production'],
    ['a backslash', 'deployment-config://a\\b/production'],
    ['a query', 'deployment-config://orders/production?x=1'],
    ['a fragment', 'deployment-config://orders/production#x'],
    ['a NUL', 'deployment-config://orders/prod\u0000'],
    ['a line feed at the end', 'deployment-config://orders/production\n'],
    ['a letter that only looks like one', 'deployment-config://orders/prоduction'],
    ['something before it', ' deployment-config://orders/production'],
    ['another case of the scheme', 'Deployment-Config://orders/production'],
    ['the template itself', 'deployment-config://{service}/{environment}'],
  ])('refuses %s [H4]', (_name, uri) => {
    expect(config.match(uri)).toBeUndefined();
  });

  test('takes characters that mean something in a regular expression literally [H4]', () => {
    const { match, pattern } = parseUriTemplate('x', 'a+b.c-d://v1.0/{name}');
    expect(match('a+b.c-d://v1.0/x')).toEqual({ name: 'x' });
    expect(match('aab.c-d://v1.0/x')).toBeUndefined();
    expect(match('a+bxc-d://v1.0/x')).toBeUndefined();
    expect(match('a+b.c-d://v1x0/x')).toBeUndefined();
    expect(new RegExp(pattern, 'u').test('a+b.c-d://v1.0/x')).toBe(true);
  });

  test('without a name matches itself only [H4]', () => {
    expect(parseUriTemplate('x', 'config://all').match('config://all')).toEqual({});
    expect(parseUriTemplate('x', 'config://all').match('config://al')).toBeUndefined();
  });
});

test.each([
  ['no scheme', '{a}/{b}'],
  ['no path', 'x://'],
  ['a part of a segment', 'x://v{a}'],
  ['two names in a segment', 'x://{a}{b}'],
  ['one name twice', 'x://{a}/{a}'],
  ['a brace left open', 'x://{a'],
  ['a number in braces', 'x://a{2}'],
  ['an operator', 'x://{+path}'],
  ['an empty segment', 'x://{a}//{b}'],
  ['a name in upper case', 'x://{Name}'],
  ['a name of the prototype', 'x://{__proto__}'],
  ['a group', 'x://(a|b)'],
  ['a query', 'x://{a}?{b}'],
])('a template with %s is refused when it is defined [H4]', (_name, template) => {
  expect(() => parseUriTemplate('my-resource', template)).toThrow('my-resource: uriTemplate must look like');
});
