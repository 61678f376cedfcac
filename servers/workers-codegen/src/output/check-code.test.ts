import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { checkCode } from './check-code.ts';
import { checkJson } from './check-json.ts';
import { unwrapFence } from './unwrap-fence.ts';

describe('of an answer', () => {
  test.each([
    ['plain code', 'const a = 1;', 'const a = 1;'],
    ['a fence', '```ts\nconst a = 1;\n```', 'const a = 1;'],
    ['a fence with prose around it', 'Here you are:\n\n```typescript\nconst a = 1;\n```\nEnjoy!', 'const a = 1;'],
    ['a fence of tildes', '~~~\nconst a = 1;\n~~~', 'const a = 1;'],
    ['a longer fence around a shorter one', '````md\n```ts\nx\n```\n````', '```ts\nx\n```'],
    ['an indented fence', '  ```\n  const a = 1;\n  ```', '  const a = 1;'],
    ['a closing fence that is longer', '```\na\n`````', 'a'],
    ['a line in the block that only looks like its end', '```\n``` x\na\n```', '``` x\na'],
    ['inner blank lines and indentation', '```\n\n  a\n\n  b\n```', '\n  a\n\n  b'],
  ])('%s, the code is unwrapped [I7]', (_name, text, value) => {
    expect(unwrapFence(text)).toEqual({ ok: true, value });
  });

  test.each([
    ['a fence that is not closed', '```ts\nconst a = 1;', /not closed/],
    ['two fences', '```\na\n```\n```\nb\n```', /more than one/],
    ['an empty fence', '```\n\n```', /empty/],
    ['nothing', '   ', /empty/],
    ['a hundred thousand fences of which none closes', '```x\n'.repeat(100_000), /not closed/],
  ])('%s is no use, and the model is told why [I7]', (_name, text, problem) => {
    expect(unwrapFence(text)).toEqual({ ok: false, problem: expect.stringMatching(problem) as unknown });
  });
});

describe('TypeScript', () => {
  const check = checkCode('TypeScript');

  test.each([
    'const a: Map<string, Array<number>> = new Map();',
    'type A<T> = T extends `${infer H}-${string}` ? H : never;',
    'const s = `a ${`b ${1}`} c`; // "unfinished in a comment',
    'const r = /[/"\']+/u.test("x") ? a / b / c : 1;',
    '@decorator() class A { #x = 1; static { this; } accessor y!: string; }',
    'const f = async <T,>(x: T): Promise<T> => x satisfies T;',
    '#!/usr/bin/env node\nconst ünïcode = "😀";',
  ])('that tokenises is taken as it is: %s [I7]', (code) => {
    expect(check(code)).toEqual({ ok: true, value: code });
  });

  test.each([
    ['a string that does not end', 'const a = "x;', 'line 1 has a string'],
    ['a template that does not end', 'let b;\nconst a = `x${1} y;', 'line 2 has a string'],
    ['a template whose inside does not end', 'const a = `x${f(1);', 'a bracket or a template is not closed'],
    ['a comment that does not end', '/* x', 'line 1 has a string'],
    ['a bracket too few', 'f(a, [b);', 'line 1 closes a bracket'],
    ['a bracket too many', 'f();}', 'line 1 closes a bracket'],
    ['an open bracket', 'function f() {', 'a bracket or a template is not closed'],
    ['a stray character', 'const a = 1 # 2;', 'line 1 has a character'],
  ])('with %s is not [I7]', (_name, code, problem) => {
    expect(check(code)).toEqual({ ok: false, problem: expect.stringContaining(problem) as unknown });
  });

  test('with markup may hold an apostrophe in its text, JavaScript too [I7]', () => {
    const code = "const a = <p title='x'>Don't {count < 1 && <b>go</b>}</p>;";
    expect(checkCode('tsx')(code)).toEqual({ ok: true, value: code });
    expect(checkCode('javascript')(code)).toEqual({ ok: true, value: code });
  });
});

test('JSON has to parse; other languages are taken as they come [I7]', () => {
  expect(checkCode('json')('{"a":1}')).toMatchObject({ ok: true });
  expect(checkCode('JSON')('{a:1}')).toEqual({ ok: false, problem: 'it is not valid JSON.' });
  expect(checkCode('python')('print("')).toMatchObject({ ok: true });
});

test('JSON of a schema is told the places that are wrong, not their values [I7]', () => {
  const check = checkJson(z.object({ a: z.object({ b: z.number() }) }));
  expect(check('```json\n{"a":{"b":1}}\n```')).toEqual({ ok: true, value: { a: { b: 1 } } });
  expect(check('{"a":{"b":"secret"}}')).toEqual({ ok: false, problem: 'it is not of the schema that was given: a.b.' });
  expect(check('[]')).toEqual({ ok: false, problem: 'it is not of the schema that was given: the whole.' });
  expect(check('no')).toMatchObject({ ok: false });
  expect(check('```\n```')).toMatchObject({ ok: false });
});
