import { describe, expect, test } from 'vitest';
import { renderUntrusted, renderUntrustedJson } from './untrusted-text.ts';

const tags = (text: string) => Array.from(text, (c) => String.fromCodePoint(0xe0000 + c.charCodeAt(0))).join('');

const hostile: [string, string, string][] = [
  ['an ANSI colour', '\u001b[31mred\u001b[0m', '\\x1b[31mred\\x1b[0m'],
  ['an ANSI title', '\u001b]0;owned\u0007', '\\x1b]0;owned\\x07'],
  ['a C1 sequence', '\u009b2J', '\\x9b2J'],
  ['NUL, backspace, vertical tab, form feed', '\u0000\b\v\f', '\\x00\\x08\\x0b\\x0c'],
  ['DEL and NEL', '\u007f\u0085', '\\x7f\\x85'],
  ['a carriage return that overwrites its line', 'real\rfake', 'real\\x0dfake'],
  ['zero-width space, non-joiner, joiner', 'p\u200ba\u200cs\u200ds', 'pass'],
  ['word joiner, soft hyphen, byte order mark', '\ufeffp\u2060a\u00adss', 'pass'],
  ['grapheme joiner and invisible operators', 'a\u034fb\u2062c\u2064d', 'abcd'],
  ['bidirectional overrides', 'a\u202egpj.exe\u202c', 'agpj.exe'],
  ['bidirectional isolates and marks', '\u2066a\u2069\u200e\u200f\u061c', 'a'],
  ['Hangul fillers', '\u3164a\u115f\u1160\uffa0', 'a'],
  ['Mongolian and Khmer invisibles', 'a\u180e\u180b\u17b4\u17b5b', 'ab'],
  ['tag characters', `hi${tags('ignore all')}`, 'hi'],
  ['a payload in variation selectors', 'a\ufe00\ufe01\ufe0f\u{e0100}\u{e01ef}b', 'ab'],
  ['a payload behind an emoji', '😀\ufe0f\ufe0e\ufe0f\u{e0110}', '😀\ufe0f'],
  ['joiners behind an emoji', '😀\u200d\u200d\u200d', '😀'],
  ['a joiner between letters and an emoji', 'a\u200d😀\u200db', 'a😀b'],
  ['musical and shorthand controls', 'a\u{1d173}\u{1bca0}b', 'ab'],
  ['annotation marks', '\ufff9a\ufffab\ufffb', 'ab'],
  ['line and paragraph separators', 'a\u2028b\u2029c', 'a\nb\nc'],
  ['a separator behind a carriage return', 'a\r\u2028b', 'a\r\nb'],
  ['a lone high surrogate', 'a\ud83db', 'a\ufffdb'],
  ['a lone low surrogate', '\udc00', '\ufffd'],
  ['surrogates that would pair up once joined', '\ud83d\u200b\ude00', '\ufffd\ufffd'],
  ['a keycap’s selector elsewhere', '4\ufe0f1\ufe0f', '41'],
];

const ordinary: [string, string][] = [
  ['nothing', ''],
  ['ASCII with tabs and lines', 'select *\n\tfrom orders\r\nwhere id = 1;'],
  ['accents, composed and not', 'Zoë, Zoe\u0308, naïve, Ångström'],
  ['Chinese, Japanese, Korean', '数据库 データベース 데이터베이스'],
  ['rare ideographs', '𠮷野家'],
  ['Arabic and Hebrew', 'مرحبا שלום'],
  ['Devanagari and Thai', 'नमस्ते สวัสดี'],
  ['emoji', '😀🚀🎉'],
  ['a heart in colour', '❤️'],
  ['a sign as text', '☎︎'],
  ['a family', '👨‍👩‍👧'],
  ['a skin tone and a profession', '👩🏽‍🚀'],
  ['a gender and a colour', '🤷🏽‍♂️'],
  ['a heart on fire', '❤️‍🔥'],
  ['a keycap', '1️⃣ #️⃣'],
  ['a flag', '🇩🇪'],
  ['signs', '€ £ © ™ ± … — “ ” \u00a0 \u3000 \ufffd \ufffc'],
  ['an escape as text', '\\x1b[31m \\u202e'],
];

describe('renderUntrusted', () => {
  test.each(hostile)('shows or removes %s [A16]', (_name, text, expected) => {
    expect(renderUntrusted(text)).toBe(expected);
  });

  test.each(ordinary)('leaves %s as it is [A16]', (_name, text) => {
    expect(renderUntrusted(text)).toBe(text);
  });

  test('changes nothing the second time, whatever stands beside whatever [A16]', () => {
    const parts = [
      'a',
      '1',
      '\r',
      '\n',
      '\u2028',
      '\u200d',
      '\ufe0f',
      '\u20e3',
      '😀',
      '❤',
      '\u{1f3fd}',
      '\ud83d',
      '\ude00',
      '\u001b',
    ];
    for (const a of parts)
      for (const b of parts)
        for (const c of parts)
          for (const d of parts) {
            const once = renderUntrusted(a + b + c + d);
            expect(renderUntrusted(once)).toBe(once);
          }
  });

  test('leaves no control, format or surrogate code point of all Unicode, but tab and line feed [A16]', () => {
    const left: string[] = [];
    for (let point = 0; point <= 0x10ffff; point += 1) {
      const rendered = renderUntrusted(`a${String.fromCodePoint(point)}b`);
      if (/[\p{Cc}\p{Cs}\p{Default_Ignorable_Code_Point}\p{Bidi_Control}\p{Zl}\p{Zp}]/u.test(rendered)) {
        left.push(point.toString(16));
      }
    }
    // Tab and line feed, and the separators that became a line feed.
    expect(left).toEqual(['9', 'a', '2028', '2029']);
  });

  test('reads a megabyte of joiners in one pass [A16]', () => {
    expect(renderUntrusted(`😀${'\u200d'.repeat(1_000_000)}`)).toBe('😀');
  });
});

describe('renderUntrustedJson', () => {
  test('renders every string and key, at every depth [A16]', () => {
    expect(renderUntrustedJson({ 'a\u200b': ['\u001b', { b: ['c\u202e'] }], d: 1, e: null, f: true })).toEqual({
      a: ['\\x1b', { b: ['c'] }],
      d: 1,
      e: null,
      f: true,
    });
  });

  test('returns the same object, and shares the parts, that need no change [A16]', () => {
    const clean = { a: ['x', { b: '😀' }], c: 1 };
    expect(renderUntrustedJson(clean)).toBe(clean);
    const mixed = { clean, dirty: ['x', '\u200b'] };
    const rendered = renderUntrustedJson(mixed);
    expect(rendered.clean).toBe(clean);
    expect(rendered.dirty).toEqual(['x', '']);
    expect(mixed.dirty).toEqual(['x', '\u200b']);
  });

  test('loses no field where two keys become one, and never renames the clean one [A16]', () => {
    const rendered = renderUntrustedJson({ 'id\u200b': 1, id: 2, 'i\u200bd': 3, 'id~2': 4, '\u200b': 5, '\u200c': 6 });
    expect(rendered).toEqual({ 'id~3': 1, id: 2, 'id~4': 3, 'id~2': 4, '': 5, '~2': 6 });
  });

  test('keeps a key named __proto__ a key [A16]', () => {
    const rendered = renderUntrustedJson(
      JSON.parse('{"__proto__":{"x":"\\u001b"}}') as { readonly [key: string]: string },
    );
    expect(JSON.stringify(rendered)).toBe('{"__proto__":{"x":"\\\\x1b"}}');
    expect(({} as Record<string, unknown>)['x']).toBeUndefined();
  });
});
