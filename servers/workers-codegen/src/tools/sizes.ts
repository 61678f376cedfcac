/** How long the answer of a kind of tool may get: tokens of the model, and bytes of the result. */
export const sizes = {
  code: { answerTokens: 8_192, budgetBytes: 64_000 },
  prose: { answerTokens: 4_096, budgetBytes: 32_000 },
  short: { answerTokens: 2_048, budgetBytes: 16_000 },
} as const;
