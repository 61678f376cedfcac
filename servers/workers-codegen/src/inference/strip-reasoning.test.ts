import { expect, test } from 'vitest';
import { stripReasoning } from './strip-reasoning.ts';

test.each([
  ['plain', 'plain'],
  ['<think>a\nb</think>\n\nanswer', 'answer'],
  ['<thinking>a</thinking>answer', 'answer'],
  ['thoughts without an opening</think>answer', 'answer'],
  ['<THINK>a</THINK>answer', 'answer'],
  ['answer<think>never closed', 'answer'],
  ['<think>only thoughts', ''],
  ['<think>a</think>x<reasoning>b</reasoning>', 'x'],
  ['<|channel|>analysis<|message|>hm<|end|><|start|>assistant<|channel|>final<|message|>answer<|return|>', 'answer'],
  ['a</think>b</think>c', 'c'],
  ['<think>a<think>b</think>c', 'c'],
  ['a<think>b</think>c<think>d</think>e', 'ace'],
  ['<think>'.repeat(100_000), ''],
  ['const think = a < b && c > d;', 'const think = a < b && c > d;'],
])('of %j leaves %j [I7]', (text, answer) => {
  expect(stripReasoning(text)).toBe(answer);
});
