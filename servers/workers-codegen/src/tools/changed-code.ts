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
  /** Whether the diff applies to the code as it was sent, or only to the code with placeholders for what was scrubbed. */
  diff_base: z.enum(['sent', 'scrubbed']).optional(),
  language: z.string(),
} as const;

/** The code that is to be changed: as it was sent, and as the model gets it. */
export interface CodeBefore {
  readonly sent: string;
  readonly given: string;
}

/** The changed code whole, or as a diff. */
export function checkChangedCode(
  language: string,
  before: CodeBefore,
  output: 'code' | 'diff',
): AnswerCheck<ChangedCode> {
  return resultOf(checkCode(language), (code) => {
    const diff = output === 'diff' ? makeDiff(before.given, code, before.sent) : undefined;
    return diff === undefined
      ? { format: 'code', code, language }
      : { format: 'diff', diff: diff.text, diff_base: diff.base, language };
  });
}

type ChangedCode =
  | { readonly format: 'code'; readonly code: string; readonly language: string }
  | {
      readonly format: 'diff';
      readonly diff: string;
      readonly diff_base: 'sent' | 'scrubbed';
      readonly language: string;
    };
