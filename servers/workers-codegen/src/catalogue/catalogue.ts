/** What the server has to know of a model to use it. */
export interface ModelEntry {
  /** Tokens of prompt and answer together. */
  readonly contextTokens: number;
  /** The longest answer that is asked of it, in tokens. */
  readonly outputTokens: number;
  /** US dollars a million tokens. Check them against the price list before you trust an estimate. */
  readonly price: { readonly input: number; readonly output: number };
  /** How it is asked and how it answers, where that is not a chat. */
  readonly quirks: {
    /** `responses`: takes `instructions` and `input`, and answers with `output[]`. */
    readonly dialect?: 'responses';
    /** Thinks aloud before it answers; the thoughts count as output. */
    readonly reasons?: true;
  };
}

/** The models this server may use, in the order of the names. Its keys are the allow-list. */
export const catalogue = {
  '@cf/deepseek-ai/deepseek-v4-flash-0731': {
    contextTokens: 1_048_576,
    outputTokens: 8_192,
    price: { input: 0.44, output: 1.32 },
    quirks: { reasons: true },
  },
  '@cf/openai/gpt-oss-120b': {
    contextTokens: 128_000,
    outputTokens: 8_192,
    price: { input: 0.35, output: 0.75 },
    quirks: { dialect: 'responses', reasons: true },
  },
  '@cf/qwen/qwen3-30b-a3b-fp8': {
    contextTokens: 32_768,
    outputTokens: 8_192,
    price: { input: 0.051, output: 0.335 },
    quirks: { reasons: true },
  },
  '@cf/zai-org/glm-4.7-flash': {
    contextTokens: 131_072,
    outputTokens: 8_192,
    price: { input: 0.06, output: 0.4 },
    quirks: { reasons: true },
  },
  '@cf/zai-org/glm-5.3-flash': {
    contextTokens: 1_048_576,
    outputTokens: 8_192,
    price: { input: 0.15, output: 0.5 },
    quirks: { reasons: true },
  },
} as const satisfies Record<string, ModelEntry>;

/** The id of a model of the catalogue. */
export type ModelId = keyof typeof catalogue;

/** True for an id of the catalogue, exactly as written there. */
export function isModelId(id: string): id is ModelId {
  return Object.hasOwn(catalogue, id);
}
