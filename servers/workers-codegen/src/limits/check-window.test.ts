import { describe, expect, test } from 'vitest';
import { modelOf } from '../catalogue/model.ts';
import { checkWindow, promptTokens } from './check-window.ts';

const model = modelOf('@cf/qwen/qwen3-30b-a3b-fp8');
const user = (content: string) => [{ role: 'user', content }] as const;

describe('a window of 32,768 tokens with 8,192 kept for the answer', () => {
  // 24,576 tokens are left; 8 go to the message itself, and a line of `abc;` makes three.
  const code = (tokens: number) => 'abc;\n'.repeat(Math.floor(tokens / 3)) + ';'.repeat(tokens % 3);

  test.each([
    ['one less', 24_567],
    ['exactly', 24_568],
  ])('takes %s than fits [I5]', (_name, tokens) => {
    expect(() => checkWindow(model, user(code(tokens)), 8_192)).not.toThrow();
  });

  test('refuses one token more, naming the limit and the size [I5]', () => {
    expect(() => checkWindow(model, user(code(24_569)), 8_192)).toThrow(
      expect.objectContaining({
        code: 'INVALID_INPUT',
        message:
          "The model's window of 32768 tokens leaves 24576 for the input beside an answer of 8192; got up to 24577 tokens (40947 characters, the tool's own instructions included). Send less.",
        details: {
          limit: 'model_window',
          model: '@cf/qwen/qwen3-30b-a3b-fp8',
          window_tokens: 32_768,
          room_tokens: 24_576,
          sent_tokens: 24_577,
          sent_characters: 40_947,
        },
      }),
    );
  });

  test('counts characters that take more than one unit once, and their tokens as more [I5]', () => {
    expect(promptTokens(user('😀'.repeat(6_142)))).toBe(24_576);
    expect(() => checkWindow(model, user('😀'.repeat(6_142)), 8_192)).not.toThrow();
    expect(() => checkWindow(model, user('😀'.repeat(6_143)), 8_192)).toThrow(/\(6143 characters/);
  });
});
