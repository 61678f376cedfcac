import { describe, expect, test } from 'vitest';
import { stripReasoning } from './strip-reasoning.ts';

describe('thoughts before the answer are taken away', () => {
  test.each([
    ['plain', 'plain'],
    ['<think>a\nb</think>\n\nanswer', 'answer'],
    ['<think>\n\n</think>\n\nanswer', 'answer'],
    ['\n<thinking>a</thinking>answer', 'answer'],
    ['<THINK>a</THINK>answer', 'answer'],
    ['<think>a</think><reasoning>b</reasoning>\nx', 'x'],
    ['<think>only thoughts', ''],
    ['<think>a<think>b</think>c', 'c'],
    ['<think>'.repeat(100_000), ''],
    ['<think>I look for "</think>" in it.\n</think>\nanswer', 'answer'],
    ['Okay, the user wants a sum.\nThey add.\n</think>\n\nanswer', 'answer'],
    ['<|channel|>analysis<|message|>hm<|end|><|start|>assistant<|channel|>final<|message|>answer<|return|>', 'answer'],
    [
      '<|start|>assistant<|channel|>commentary to=functions.f <|constrain|>json<|message|>{}<|call|><|channel|>final<|message|>x',
      'x',
    ],
    ['<|channel|>analysis<|message|>hm<|end|>', ''],
    ['<|channel|>analysis<|message|>never ended', ''],
    ['analysisWe need a sum.assistantfinalanswer', 'answer'],
  ])('of %j leaves %j [I7]', (text, answer) => {
    expect(stripReasoning(text)).toBe(answer);
  });
});

test.each([
  ['a fence', '<think>plan</think>```ts\nconst a = 1;\n```', '```ts\nconst a = 1;\n```'],
  ['an answer in quotes', '<think>plan</think>"hello"', '"hello"'],
  ['thoughts that end in a quote', '<think>use `x`</think>\nhello', 'hello'],
])('thoughts end where %s stands beside the tag [I7]', (_name, text, answer) => {
  expect(stripReasoning(text)).toBe(answer);
});

describe('what only looks like thoughts stays', () => {
  test.each([
    ['a comparison', 'const think = a < b && c > d;'],
    ['tags in a string', "```ts\nconst all = text.replace(/<think>.*<\\/think>/, '');\n```"],
    ['a closing tag in code', '```ts\nconst end = "</think>";\n```\n'],
    ['a closing tag on a line of its own in code', '```html\n<p>\n</think>\n```'],
    ['tags in prose', 'The model writes <think>, then its thoughts, then </think>, then the answer.'],
    ['an opening tag that is not closed', 'It starts with <think> and goes on.'],
    ['a block behind the start', 'a<think>b</think>c<think>d</think>e'],
    ['a pair on lines of their own', 'An example:\n<think>\nhm\n</think>\nend'],
    ['marks of channels in code', 'const mark = "<|channel|>final<|message|>";'],
    ['the mark of an end', 'It stops at <|end|>'],
    ['a word that is also a channel', 'analysis of the assistant'],
  ])('%s [I7]', (_name, text) => {
    expect(stripReasoning(text)).toBe(text.trim());
  });

  test('behind thoughts that were taken away [I7]', () => {
    expect(stripReasoning('<think>hm</think>\nUse <think> and </think>.')).toBe('Use <think> and </think>.');
    expect(
      stripReasoning(
        '<|channel|>analysis<|message|>hm<|end|><|start|>assistant<|channel|>final<|message|>write <|channel|>final<|message|>x',
      ),
    ).toBe('write <|channel|>final<|message|>x');
  });
});

test('a text made of tags alone is read at once [A16]', () => {
  expect(stripReasoning('\n</think>"'.repeat(100_000))).toHaveLength(999_991);
  expect(stripReasoning(`${'\n'.repeat(1_000_000)}x`)).toBe('x');
});
