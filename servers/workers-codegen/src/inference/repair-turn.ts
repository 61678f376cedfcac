import type { Message } from './inference-driver.ts';

/** The conversation once more, with the answer that was no use and what is wrong with it. */
export function repairTurn(messages: readonly Message[], answer: string, problem: string): readonly Message[] {
  return [
    ...messages,
    { role: 'assistant', content: answer },
    {
      role: 'user',
      content: `Your answer cannot be used: ${problem} Give the whole answer again, corrected, in the form that was asked for.`,
    },
  ];
}
