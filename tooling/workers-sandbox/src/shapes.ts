/** What a service says, before it is put into one of the shapes in which services say it. */
export interface Said {
  readonly model: string;
  readonly text: string;
  readonly isCut: boolean;
  readonly promptTokens: number;
  readonly answerTokens: number;
}

/** Every shape in which models of Workers AI and OpenAI-compatible services are known to answer. */
export const shapes = {
  response: (said: Said) => ({ response: said.text, usage: usage(said) }),
  object: (said: Said) => ({ response: JSON.parse(said.text) as unknown, usage: usage(said) }),
  chat: (said: Said) => ({
    id: 'fake-inference',
    object: 'chat.completion',
    model: said.model,
    choices: [{ index: 0, message: { role: 'assistant', content: said.text }, finish_reason: finish(said) }],
    usage: usage(said),
  }),
  parts: (said: Said) => ({
    choices: [
      {
        message: { role: 'assistant', content: [{ type: 'text', text: said.text }], reasoning_content: 'thinking' },
        finish_reason: finish(said),
      },
    ],
    usage: usage(said),
  }),
  text: (said: Said) => ({
    object: 'text_completion',
    choices: [{ index: 0, text: said.text, finish_reason: finish(said) }],
    usage: usage(said),
  }),
  tool_calls: (said: Said) => ({
    response: null,
    tool_calls: [{ name: 'answer', arguments: { text: said.text } }],
    usage: usage(said),
  }),
  function_calls: (said: Said) => ({
    choices: [
      {
        message: {
          role: 'assistant',
          content: null,
          tool_calls: [
            { type: 'function', function: { name: 'answer', arguments: JSON.stringify({ text: said.text }) } },
          ],
        },
        finish_reason: 'tool_calls',
      },
    ],
    usage: usage(said),
  }),
  responses: (said: Said) => ({
    object: 'response',
    status: said.isCut ? 'incomplete' : 'completed',
    output: [
      { type: 'reasoning', content: [{ type: 'reasoning_text', text: 'thinking' }] },
      { type: 'message', role: 'assistant', content: [{ type: 'output_text', text: said.text }] },
    ],
    usage: { input_tokens: said.promptTokens, output_tokens: said.answerTokens },
  }),
  string: (said: Said) => said.text,
} satisfies Record<string, (said: Said) => unknown>;

/** Events of a stream that says it in chunks, without the last `[DONE]`. */
export function streamEvents(said: Said, dialect: 'workers-ai' | 'openai'): readonly unknown[] {
  const chunks = said.text.match(/[\s\S]{1,24}/g) ?? [''];
  if (dialect === 'workers-ai') {
    return [
      ...chunks.map((response) => ({ response })),
      { response: '', usage: usage(said), finish_reason: finish(said) },
    ];
  }
  return [
    ...chunks.map((content) => ({ choices: [{ index: 0, delta: { content }, finish_reason: null }] })),
    { choices: [{ index: 0, delta: {}, finish_reason: finish(said) }] },
    { choices: [], usage: usage(said) },
  ];
}

const finish = ({ isCut }: Said) => (isCut ? 'length' : 'stop');

const usage = ({ promptTokens, answerTokens }: Said) => ({
  prompt_tokens: promptTokens,
  completion_tokens: answerTokens,
  total_tokens: promptTokens + answerTokens,
});
