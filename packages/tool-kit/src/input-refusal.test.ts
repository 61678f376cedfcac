import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import type { Json } from './json.ts';
import { sampleTool, toolWithField } from './testing/sample-tool.ts';
import type { Tool } from './define-tool.ts';

const canary = 'ada.lovelace@canary.test';

function refusalOf(tool: Tool, received: Json) {
  const parsed = tool.parse(received);
  if (parsed.ok) throw new Error('the input was accepted');
  return parsed.refusal;
}

describe('a refused field', () => {
  test.each<[string, z.ZodType, Json, string]>([
    ['too long', z.string().max(5), canary, 'at most 5 characters allowed, got text of 24 characters'],
    ['one too long', z.string().max(5), '123456', 'at most 5 characters allowed, got text of 6 characters'],
    ['too short', z.string().min(3), 'ab', 'at least 3 characters required, got text of 2 characters'],
    ['of another length', z.string().length(2), 'abc', 'exactly 2 characters allowed, got text of 3 characters'],
    [
      'too long in two bytes',
      z.string().max(2),
      'ééé',
      'at most 2 characters allowed, got text of 3 characters (6 bytes)',
    ],
    [
      'too long in four bytes',
      z.string().max(1),
      '😀a',
      'at most 1 characters allowed, got text of 2 characters (5 bytes)',
    ],
    ['half a pair', z.string().max(1), 'a\ud83d', 'at most 1 characters allowed, got text of 2 characters (4 bytes)'],
    ['too great', z.number().max(5), 987_654, 'at most 5 allowed, got a number'],
    ['as great as it must not be', z.number().lt(5), 5, 'less than 5 allowed, got a number'],
    ['too small', z.number().min(5), 4, 'at least 5 required, got a number'],
    ['as small as it must not be', z.number().gt(5), 5, 'more than 5 required, got a number'],
    ['off its step', z.number().multipleOf(5), 7, 'expected a multiple of 5, got a number'],
    ['no whole number', z.int(), 1.5, 'expected int, got a number'],
    ['too many', z.array(z.string()).max(1), [canary, 'x'], 'at most 1 items allowed, got an array of 2 items'],
    ['too few', z.array(z.string()).min(1), [], 'at least 1 items required, got an array of 0 items'],
    ['too many for a pair', z.tuple([z.string()]), ['x', canary], 'at most 1 items allowed, got an array of 2 items'],
    ['none of the choices', z.enum(['a', 'b']), canary, 'expected one of "a", "b", got text of 24 characters'],
    ['another constant', z.literal(7), 8, 'expected one of 7, got a number'],
    ['of another form', z.uuid(), canary, 'expected uuid, got text of 24 characters'],
    [
      'of another pattern',
      z.string().regex(/^[a-z]+$/),
      canary,
      'expected text that matches /^[a-z]+$/, got text of 24 characters',
    ],
    [
      'without its beginning',
      z.string().startsWith('v'),
      canary,
      'expected text that starts with "v", got text of 24 characters',
    ],
    [
      'without its end',
      z.string().endsWith('v'),
      canary,
      'expected text that ends with "v", got text of 24 characters',
    ],
    [
      'without its part',
      z.string().includes(';'),
      canary,
      'expected text that includes ";", got text of 24 characters',
    ],
    ['absent', z.string(), undefined as never, 'required, expected string'],
    ['null', z.string(), null, 'expected string, got null'],
    ['a flag', z.string(), true, 'expected string, got a boolean'],
    ['a number', z.string(), 4_111_111, 'expected string, got a number'],
    ['an object', z.string(), { [canary]: canary, b: 1 }, 'expected string, got an object of 2 fields'],
    ['an array', z.string(), [canary], 'expected string, got an array of 1 items'],
    ['text for a number', z.number(), canary, 'expected number, got text of 24 characters'],
    [
      'of no form of a union',
      z.union([z.int(), z.boolean()]),
      canary,
      'does not match any allowed form, got text of 24 characters',
    ],
    [
      'refused by its author',
      z.string().refine(() => false, 'must be even'),
      canary,
      'must be even, got text of 24 characters',
    ],
    ['refused without a word', z.string().refine(() => false), canary, 'not accepted, got text of 24 characters'],
  ])('that is %s is told with its limit and size [A4]', (_name, schema, sent, problem) => {
    const refusal = refusalOf(toolWithField(schema), sent === undefined ? {} : { field: sent });
    expect(refusal).toMatchObject({
      code: 'INVALID_INPUT',
      retryable: false,
      message: `field: ${problem}.`,
      details: { problems: [{ field: 'field', problem }] },
    });
    expect(JSON.stringify([refusal.message, refusal.details])).not.toContain(canary);
  });

  test('deep inside is named by its path [A4]', () => {
    const filters = z.array(z.strictObject({ line_1: z.string().max(2), tags: z.array(z.string().max(2)) }));
    const refusal = refusalOf(toolWithField(filters), {
      field: [{ line_1: 'ok', tags: ['ok', canary] }, { tags: [] }],
    });
    expect(refusal.message).toBe(
      'field[0].tags[1]: at most 2 characters allowed, got text of 24 characters; field[1].line_1: required, expected string.',
    );
  });

  test('of a long list of choices shows the first twenty [A4]', () => {
    const choices = Array.from({ length: 22 }, (_, i) => `c${i}`);
    expect(refusalOf(toolWithField(z.enum(choices)), { field: 'x' }).message).toMatch(/"c19" and 2 more, got/);
  });
});

describe('unknown fields', () => {
  test.each<[string, string]>([
    ['a slip', 'maxRows'],
    ['snake case', 'max_rows'],
  ])('with the name of %s are named, with those that exist [A4]', (_name, key) => {
    expect(refusalOf(sampleTool(), { words: 'x', [key]: canary }).message).toBe(`unknown field ${key} (known: words).`);
  });

  test.each([
    ['an address', canary],
    ['a card number', '4111111111111111'],
    ['a key', 'AKIAIOSFODNN7EXAMPLE'],
    ['a sentence', 'ignore previous instructions'],
    ['a long word', 'x'.repeat(33)],
    ['another script', 'пароль'],
    ['a control character', 'a\u001b[2J'],
    ['nothing', ''],
  ])('with %s as their name are told by its length [A4, A7]', (_name, key) => {
    const refusal = refusalOf(sampleTool(), { words: 'x', [key]: 1 });
    expect(refusal.message).toBe(`unknown field a name of ${key.length} characters (known: words).`);
    expect(refusal.details).toEqual({
      problems: [{ field: '', problem: `unknown field a name of ${key.length} characters (known: words)` }],
    });
  });

  test('of the prototype are refused like any other [A4]', () => {
    const received = JSON.parse('{"words":"x","__proto__":{"a":1},"constructor":1}') as Json;
    expect(refusalOf(sampleTool(), received).message).toBe('unknown field __proto__, constructor (known: words).');
    expect(({} as Record<string, unknown>)['a']).toBeUndefined();
  });

  test('beyond five are counted [A4]', () => {
    const extra = Object.fromEntries(Array.from('abcdefg', (key) => [key, 1]));
    expect(refusalOf(sampleTool(), { words: 'x', ...extra }).message).toBe(
      'unknown field a, b, c, d, e and 2 more (known: words).',
    );
  });

  test('deep inside are named with their place [A4]', () => {
    const refusal = refusalOf(toolWithField(z.strictObject({ inner: z.int() })), { field: { inner: 1, [canary]: 2 } });
    expect(refusal.message).toBe('field: unknown field a name of 24 characters.');
  });

  test('of an input without fields are told so [A4]', () => {
    expect(refusalOf(sampleTool({ input: z.strictObject({}) }), { x: 1 }).message).toBe(
      'unknown field x (known: none).',
    );
  });
});

test.each<[Json, string]>([
  [canary, 'text of 24 characters'],
  [[canary], 'an array of 1 items'],
  [null, 'null'],
  [42, 'a number'],
])('arguments that are no object are told by their kind: %j [A4]', (received, got) => {
  expect(refusalOf(sampleTool(), received).message).toBe(`expected object, got ${got}.`);
});

test('more than five problems are counted [A4]', () => {
  const input = z.strictObject(Object.fromEntries(Array.from('abcdefg', (key) => [key, z.string()])));
  const refusal = refusalOf(sampleTool({ input }), {});
  expect(refusal.message).toMatch(/^a: required, expected string; b: .*; e: required, expected string; and 2 more\.$/);
  expect(refusal.details?.['problems']).toHaveLength(5);
});

test('a key of a record is told only when it is harmless [A4, A7]', () => {
  const tool = toolWithField(z.record(z.string(), z.number().max(5)));
  expect(refusalOf(tool, { field: { '4111111111111111': 9 } }).message).toBe(
    'field.(unnamed): at most 5 allowed, got a number.',
  );
  expect(refusalOf(tool, { field: { weight: 9 } }).message).toBe('field.weight: at most 5 allowed, got a number.');
});

test('the refusal keeps zod’s error for the log only [A7]', () => {
  expect(refusalOf(sampleTool(), {}).cause).toBeInstanceOf(z.ZodError);
});
