import canonicalize from 'canonicalize';
import { expect, test } from 'vitest';
import { canonicalJson } from './canonical-json.ts';

test.each([
  [
    'sorts the keys of every object',
    { b: 1, a: { d: [{ z: 1, y: 2 }], c: null } },
    '{"a":{"c":null,"d":[{"y":2,"z":1}]},"b":1}',
  ],
  [
    'sorts by UTF-16 code units',
    { '\u{1F600}': 1, '\uFB33': 2, '\u00e9': 3, A: 4, a: 5 },
    '{"A":4,"a":5,"\u00e9":3,"\u{1F600}":1,"\uFB33":2}',
  ],
  ['sorts keys that look like an index as text', { 10: 'a', 9: 'b', '': 'c' }, '{"":"c","10":"a","9":"b"}'],
  [
    'writes numbers as ECMAScript does',
    [1e21, 1e-7, -0, 4.5, 333333333.3333333],
    '[1e+21,1e-7,0,4.5,333333333.3333333]',
  ],
  ['keeps a key called __proto__', JSON.parse('{"b":1,"__proto__":{"x":1}}'), '{"__proto__":{"x":1},"b":1}'],
  ['escapes no more than it must', '\u20ac$\u000f\nA\'B"\\"/\u2028', '"€$\\u000f\\nA\'B\\"\\\\\\"/\u2028"'],
  ['leaves out what is undefined', { b: undefined, a: 1 }, '{"a":1}'],
])('%s [C5]', (_, value, expected) => {
  expect(canonicalJson(value)).toBe(expected);
});

test('says the same as the library about ten thousand random values [C5]', () => {
  const random = createRandom(8_785);
  for (let i = 0; i < 10_000; i += 1) {
    const value = randomValue(random, 4);
    expect(canonicalJson(value as object)).toBe(canonicalize(value));
  }
});

test('refuses what RFC 8785 has no form for [C5]', () => {
  expect(() => canonicalJson({ a: '\ud800' })).toThrow('Lone surrogate');
  expect(() => canonicalJson({ a: [Number.NaN] })).toThrow('NaN');
});

/** Mulberry32: the same values in every run. */
function createRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const words = [
  '',
  'a',
  'b',
  'aa',
  'A',
  '1',
  '02',
  '-1',
  '10',
  '__proto__',
  'é',
  'ﬀ',
  '😀',
  '\n',
  '"',
  '\u2028',
  'toString',
];

function randomValue(random: () => number, depth: number): unknown {
  const pick = Math.floor(random() * (depth === 0 ? 4 : 6));
  const word = () => words[Math.floor(random() * words.length)] ?? '';
  switch (pick) {
    case 0:
      return word() + word();
    case 1:
      return (random() - 0.5) * 10 ** Math.floor(random() * 40 - 20);
    case 2:
      return Math.floor(random() * 1_000);
    case 3:
      return [true, false, null][Math.floor(random() * 3)];
    case 4:
      return Array.from({ length: Math.floor(random() * 4) }, () => randomValue(random, depth - 1));
    default:
      return Object.fromEntries(
        Array.from({ length: Math.floor(random() * 6) }, () => [word() + word(), randomValue(random, depth - 1)]),
      );
  }
}
