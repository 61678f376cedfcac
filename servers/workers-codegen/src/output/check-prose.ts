import type { AnswerCheck } from '../inference/check-answer.ts';
import { hasOpenFence } from './unwrap-fence.ts';

/** Text for a reader: anything that is not empty and does not break off inside a block of code. */
export const checkProse: AnswerCheck<string> = (text) =>
  hasOpenFence(text) ? { ok: false, problem: 'a fenced block of code is not closed.' } : { ok: true, value: text };
