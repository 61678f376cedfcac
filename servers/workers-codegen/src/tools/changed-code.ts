import * as z from 'zod';
import { resultOf, type AnswerCheck } from '../inference/check-answer.ts';
import { checkCode } from '../output/check-code.ts';
import { makeDiff } from '../output/make-diff.ts';

/** The result of a tool that changes code. */
export const changedCodeFields = {
  /** `diff` only where one was asked for and little enough has changed. */
  format: z.enum(['code', 'diff']),
  code: z.string().optional(),
  diff: z.string().optional(),
  language: z.string(),
} as const;

/** The changed code whole, or as a diff against what the model was given. */
export function checkChangedCode(language: string, before: string, output: 'code' | 'diff'): AnswerCheck<ChangedCode> {
  return resultOf(checkCode(language), (code) => {
    const diff = output === 'diff' ? makeDiff(before, code) : undefined;
    return diff === undefined ? { format: 'code', code, language } : { format: 'diff', diff, language };
  });
}

type ChangedCode =
  | { readonly format: 'code'; readonly code: string; readonly language: string }
  | { readonly format: 'diff'; readonly diff: string; readonly language: string };
