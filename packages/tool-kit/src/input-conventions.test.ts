import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { checkInputSchema } from './input-conventions.ts';
import { sampleTool, toolWithField } from './testing/sample-tool.ts';
import type { Tool } from './define-tool.ts';

const of = (tool: Tool) => [...checkInputSchema(tool)];
const field = (schema: z.ZodType) => of(toolWithField(schema));
const described = (schema: z.ZodType) => schema.describe('What it is.');

describe('the top of an input', () => {
  test.each([
    ['no object', { type: 'string' }],
    ['a union', { type: 'object', anyOf: [] }],
    ['a oneOf', { type: 'object', oneOf: [] }],
    ['an allOf', { type: 'object', allOf: [] }],
    ['nothing', {}],
  ])('a schema made by hand with %s at the top is refused [A4]', (_name, inputSchema) => {
    expect(of({ ...sampleTool(), inputSchema })).toEqual([
      {
        subject: 'list_targets',
        rule: 'A4',
        problem: 'its input is not one object at the top',
        fix: 'use z.strictObject, without a union at the top',
      },
    ]);
  });

  test.each([
    ['z.object', z.object({})],
    ['z.looseObject', z.looseObject({})],
  ])('an input of %s accepts unknown fields [A4]', (_name, input) => {
    expect(of(sampleTool({ input }))).toEqual([
      {
        subject: 'list_targets',
        rule: 'A4',
        problem: 'its input accepts unknown fields',
        fix: 'use z.strictObject; a record becomes an array of pairs',
      },
    ]);
  });
});

describe('a field', () => {
  const text = z.string().max(5);
  const pair = z.strictObject({ key: described(text), value: z.string().describe('Its value.') });

  test.each([
    ['text', z.string().max(5)],
    ['text that may be null', z.string().max(5).nullable()],
    ['text that may be absent', z.string().max(5).optional()],
    ['text with a default', z.string().max(5).default('x')],
    ['a closed set', z.enum(['a', 'b'])],
    ['a constant', z.literal('a')],
    ['a flag', z.boolean()],
    ['null', z.null()],
    ['a number', z.number().min(0).max(1)],
    ['a number between', z.number().gt(0).lt(1)],
    ['a whole number', z.int().min(-5).max(5)],
    ['an array', z.array(text).max(3)],
    ['a pair', z.tuple([text, z.int().min(0).max(9)])],
    ['a union', z.union([text, z.int().min(0).max(9)])],
    ['an object', z.strictObject({ inner: described(text) })],
    ['a list of objects', z.array(z.strictObject({ inner: described(text) })).max(2)],
    [
      'a tagged union',
      z.discriminatedUnion('kind', [
        z.strictObject({ kind: described(z.literal('a')) }),
        z.strictObject({ kind: described(z.literal('b')), n: described(z.int().min(0).max(9)) }),
      ]),
    ],
  ])('%s with a description and bounds passes [A4]', (_name, schema) => {
    expect(field(described(schema))).toEqual([]);
  });

  test.each([
    ['no description', text, 'has no description', 'add .describe(...)'],
    ['an empty description', text.describe(' '), 'has no description', 'add .describe(...)'],
    ['text', described(z.string()), 'is text without a bound', 'add .max(n)'],
    ['text with only a least length', described(z.string().min(1)), 'is text without a bound', 'add .max(n)'],
    ['text with only a pattern', described(z.string().regex(/a/)), 'is text without a bound', 'add .max(n)'],
    ['null or text', described(z.string().nullable()), 'is text without a bound', 'add .max(n)'],
    ['an array', described(z.array(text)), 'is an array without a bound', 'add .max(n)'],
    ['an array of at least one', described(z.array(text).min(1)), 'is an array without a bound', 'add .max(n)'],
    ['a tuple with a rest', described(z.tuple([text], text)), 'is an array without a bound', 'add .max(n)'],
    ['a number', described(z.number()), 'is a number without a range', 'add .min(a).max(b)'],
    ['a number with one end', described(z.number().min(0)), 'is a number without a range', 'add .min(a).max(b)'],
    ['a number with the other end', described(z.number().max(0)), 'is a number without a range', 'add .min(a).max(b)'],
    ['a whole number', described(z.int()), 'is a number without a range', 'add .min(a).max(b)'],
    ['a positive number', described(z.int().positive()), 'is a number without a range', 'add .min(a).max(b)'],
    ['anything', described(z.any()), 'accepts anything', 'give it a type with a bound'],
    ['the unknown', described(z.unknown()), 'accepts anything', 'give it a type with a bound'],
    [
      'a record',
      described(z.record(text, z.int().min(0).max(1))),
      'accepts unknown fields',
      'use z.strictObject; a record becomes an array of pairs',
    ],
    [
      'an object that is not strict',
      described(z.object({})),
      'accepts unknown fields',
      'use z.strictObject; a record becomes an array of pairs',
    ],
    [
      'a schema with an id',
      described(text.meta({ id: 'SharedText' })),
      'uses $ref',
      'inline the schema: some clients resolve no references',
    ],
  ])('%s is named with its field and fix [A4]', (_name, schema, problem, fix) => {
    expect(field(schema)).toEqual([{ subject: 'list_targets', rule: 'A4', problem: `field field ${problem}`, fix }]);
  });

  test.each([
    ['in an object', described(z.strictObject({ inner: text })), 'field.inner has no description'],
    ['in an array', described(z.array(z.string()).max(2)), 'field[] is text without a bound'],
    ['in a tuple', described(z.tuple([text, z.string()])), 'field[1] is text without a bound'],
    ['in a tuple’s rest', described(z.tuple([text], z.string())), 'field[] is text without a bound'],
    ['in a union', described(z.union([text, z.number()])), 'field<form 2> is a number without a range'],
    ['in a list of objects', described(z.array(pair).max(2)), 'field[].value is text without a bound'],
    [
      'in a tagged union in a list',
      described(
        z
          .array(
            z.discriminatedUnion('kind', [
              z.strictObject({ kind: described(z.literal('a')) }),
              z.strictObject({ kind: z.literal('b') }),
            ]),
          )
          .max(2),
      ),
      'field[]<form 2>.kind has no description',
    ],
    ['in an intersection', described(z.intersection(text, z.string())), 'field<form 2> is text without a bound'],
  ])('a fault %s is found and its place named [A4]', (_name, schema, problem) => {
    const problems = field(schema).map((violation) => violation.problem);
    expect(problems).toContain(`field ${problem}`);
    expect(problems.every((found) => found === `field ${problem}` || found.includes('array without'))).toBe(true);
  });
});
