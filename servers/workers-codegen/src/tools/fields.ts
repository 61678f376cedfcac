import * as z from 'zod';

/** Longest submitted code, in characters. */
export const longestCode = 100_000;
/** Longest context beside it, in characters. */
export const longestContext = 50_000;
/** Longest quick task, in characters. */
export const longestTask = 10_000;

/** The `code` field of every tool that works on code. */
export const codeField = z
  .string()
  .min(1)
  .max(longestCode)
  .describe('The code to work on, whole and as it is, at most 100,000 characters.');

/** The `context` field: what the model may need beside the code. */
export const contextField = z
  .string()
  .max(longestContext)
  .optional()
  .describe('Other code or facts the model may need: types, signatures, conventions. At most 50,000 characters.');

/** The `language` field. */
export const languageField = z
  .string()
  .regex(/^[A-Za-z][A-Za-z0-9+#. -]{0,39}$/)
  .max(40)
  .describe('The programming language by its usual name, e.g. typescript, python, go.');

/** What an agent wants done, in words. */
export const instructionField = z.string().min(1).max(longestTask);

/** Whether changed code comes back whole or as a diff. */
export const outputField = z
  .enum(['code', 'diff'])
  .default('code')
  .describe(
    'code: the whole changed code. diff: a unified diff against the submitted code, shorter where little changes.',
  );
