import { ToolError } from '@mcp-chassis/tool-kit';
import type { Model } from '../catalogue/model.ts';
import type { Message } from '../inference/inference-driver.ts';
import { boundTokens } from './bound-tokens.ts';

/** Tokens around each message: its role and separators. */
const tokensPerMessage = 8;

/** Tokens that messages may take of a window at most. */
export function promptTokens(messages: readonly Message[]): number {
  return messages.reduce((sum, { content }) => sum + boundTokens(content) + tokensPerMessage, 0);
}

/** Tokens a model has left for the prompt when the answer may take `answerTokens`. */
export function roomForPrompt(model: Model, answerTokens: number): number {
  return model.contextTokens - answerTokens;
}

/**
 * Refuses what does not fit the model's window together with its answer.
 *
 * @throws ToolError `INVALID_INPUT` that names the limit and the size that was sent.
 */
export function checkWindow(model: Model, messages: readonly Message[], answerTokens: number): void {
  const sent = promptTokens(messages);
  const room = roomForPrompt(model, answerTokens);
  if (sent <= room) return;
  const characters = messages.reduce((sum, { content }) => sum + [...content].length, 0);
  throw new ToolError(
    'INVALID_INPUT',
    `The model's window of ${model.contextTokens} tokens leaves ${room} for the input beside an answer of ${answerTokens}; got up to ${sent} tokens (${characters} characters, the tool's own instructions included). Send less.`,
    {
      details: {
        limit: 'model_window',
        model: model.id,
        window_tokens: model.contextTokens,
        room_tokens: room,
        sent_tokens: sent,
        sent_characters: characters,
      },
    },
  );
}
