import type { Checked } from '../inference/check-answer.ts';

const fence = /^([ \t]*)(`{3,}|~{3,})([^\n`]*)\n([\s\S]*?)\n?^\1\2[ \t]*$/gm;
const opening = /^[ \t]*(?:`{3,}|~{3,})/m;

/** The code of an answer: what is inside its fenced blocks, or all of it where there is none. */
export function unwrapFence(text: string): Checked<string> {
  const blocks = [...text.matchAll(fence)].map(([, , , , code = '']) => code);
  const [first] = blocks;
  if (first === undefined && opening.test(text)) return { ok: false, problem: 'a fenced block of code is not closed.' };
  if (blocks.length > 1)
    return { ok: false, problem: 'there is more than one fenced block of code; give exactly one.' };
  const code = first ?? text.trim();
  return code.trim() === '' ? { ok: false, problem: 'the block of code is empty.' } : { ok: true, value: code };
}
