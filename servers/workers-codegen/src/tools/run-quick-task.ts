import type { Tool } from '@mcp-chassis/tool-kit';
import * as z from 'zod';
import { resultOf } from '../inference/check-answer.ts';
import { checkProse } from '../output/check-prose.ts';
import { pieces } from '../prompts/pieces.ts';
import type { CodegenDeps } from './codegen-deps.ts';
import { defineCodegenTool } from './define-codegen-tool.ts';
import { longestTask } from './fields.ts';
import { sizes } from './sizes.ts';

/** `run_quick_task` */
export function runQuickTask(deps: CodegenDeps): Tool {
  return defineCodegenTool(deps, {
    name: 'run_quick_task',
    title: 'Run a quick task',
    description: {
      does: 'Does one small mechanical text or code task on the fast model: rename, reformat, extract, convert, summarise.',
      useWhen: 'the task and its material fit into 10,000 characters and no other tool here is made for it.',
      notWhen: 'another tool here fits, or the task needs judgement, tools or knowledge of the repository.',
      returns: 'the text of the answer, with the model, tokens, latency and an estimate of what the call saved.',
    },
    agentAccess: 'Yes: it sends the given text to a model and changes nothing.',
    input: z.strictObject({
      task: z
        .string()
        .min(1)
        .max(longestTask)
        .describe('What to do, together with what to do it on, at most 10,000 characters.'),
    }),
    output: { text: z.string() },
    ...sizes.short,
    work: ({ task }, clean) => ({
      tier: 'fast',
      prompt: {
        task: ['Do the task in the tag named instruction.', pieces.proseOnly],
        material: { instruction: clean(task) },
      },
      check: resultOf(checkProse, (text) => ({ text })),
    }),
  });
}
