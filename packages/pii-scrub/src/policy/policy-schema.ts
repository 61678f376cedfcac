import { z } from 'zod';
import type { Operator } from '../operators/operator.ts';

const NAMES = ['redact', 'mask', 'pseudonym', 'generalise', 'allow'] as const;
const EXPECTED = `expected ${NAMES.join(', ')}, { mask: 1 to 12 } or { generalise: a width above 0 }`;

const operator: z.ZodType<Operator> = z.union(
  [
    z.enum(NAMES),
    z.strictObject({ mask: z.int().min(1).max(12) }),
    z.strictObject({ generalise: z.number().positive() }),
  ],
  { error: EXPECTED },
);
const operators = z.record(z.string().min(1).max(200), operator);
const typeName = z
  .string()
  .regex(/^[a-z][a-z_]{1,39}$/, { error: 'expected small letters and underscores, at most 40' });

/** A policy as it is written down. Strict: an unknown key is refused. */
export const policySchema = z.strictObject({
  types: z.record(typeName, operator).default({}),
  columns: operators.default({}),
  paths: operators.default({}),
  allow: z.array(z.string().min(1).max(500)).max(10_000).default([]),
  detectors: z
    .array(
      z.strictObject({
        type: typeName,
        pattern: z.string().min(1).max(1_000),
        ignoreCase: z.boolean().default(false),
        near: z.array(z.string().min(2).max(50)).min(1).max(50).optional(),
      }),
    )
    .max(100)
    .default([]),
});
