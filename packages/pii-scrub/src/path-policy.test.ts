import { describe, expect, test } from 'vitest';
import { createScrubber } from './create-scrubber.ts';

const scrubbed = (paths: Record<string, 'redact' | 'allow'>, value: unknown): unknown =>
  createScrubber({ paths }).scrub(value).value;

describe('policies by path', () => {
  test.each([
    [{ 'a.b': 'redact' }, { a: { b: 'x', c: 'x' }, b: 'x' }, { a: { b: '[redacted]', c: 'x' }, b: 'x' }],
    [{ 'a[].b': 'redact' }, { a: [{ b: 'x' }, { b: 1 }] }, { a: [{ b: '[redacted]' }, { b: '[redacted]' }] }],
    [{ 'a.*.b': 'redact' }, { a: { q: { b: 'x' }, b: 'x' } }, { a: { q: { b: '[redacted]' }, b: 'x' } }],
    [{ '**.b': 'redact' }, { b: 'x', a: { q: { b: 'x' } } }, { b: '[redacted]', a: { q: { b: '[redacted]' } } }],
    [{ 'a.**': 'redact' }, { a: { q: { b: 'x' } }, b: 'x' }, { a: { q: { b: '[redacted]' } }, b: 'x' }],
    [{ a: 'redact' }, '{"a":{"b":[1,true]}}', '{"a":{"b":["[redacted]","[redacted]"]}}'],
    [
      { 'a.email': 'allow' },
      { a: { email: 'ada@example.org' }, email: 'ada@example.org' },
      { a: { email: 'ada@example.org' }, email: '[email]' },
    ],
  ] as const)('%j reaches its places and no others in %j [D3]', (paths, value, expected) => {
    expect(scrubbed(paths, value)).toEqual(expected);
  });

  test('go before what columns and names say [D3]', () => {
    const both = createScrubber({ columns: { note: 'redact' }, paths: { 'log.note': 'allow' } });
    expect(both.scrub({ log: { note: 'x' }, note: 'x' }).value).toEqual({ log: { note: 'x' }, note: '[redacted]' });
  });

  test('hold for the columns of rows and the documents in them, also below the path of a value [D3]', () => {
    const call = createScrubber({ paths: { 'doc.secret': 'redact', 'result.q': 'redact' } }).start();
    expect(call.rows([{ name: 'doc' }], [[{ secret: 'x', other: 'x' }]])).toEqual([
      [{ secret: '[secret]', other: 'x' }],
    ]);
    expect(call.value({ q: 'x' }, 'result')).toEqual({ q: '[redacted]' });
  });
});
