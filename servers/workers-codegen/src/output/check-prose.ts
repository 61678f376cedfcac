import type { AnswerCheck } from '../inference/check-answer.ts';

/** Text for a reader: anything that is not empty. */
export const checkProse: AnswerCheck<string> = (text) => ({ ok: true, value: text });
