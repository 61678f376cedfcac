import type { Tool } from '@mcp-chassis/tool-kit';
import * as z from 'zod';
import { resultOf } from '../inference/check-answer.ts';
import { checkProse } from '../output/check-prose.ts';
import { pieces } from '../prompts/pieces.ts';
import type { CodegenDeps } from './codegen-deps.ts';
import { defineCodegenTool } from './define-codegen-tool.ts';
import { codeField, contextField } from './fields.ts';
import { sizes } from './sizes.ts';

const depths = {
  brief: 'Explain in at most three sentences what the code does.',
  detailed: 'Explain what the code does, part by part, with its inputs, outputs, side effects and edge cases.',
  simple: 'Explain what the code does to someone who does not program, without jargon.',
} as const;

/** `explain_code` */
export function explainCode(deps: CodegenDeps): Tool {
  return defineCodegenTool(deps, {
    name: 'explain_code',
    title: 'Explain code',
    description: {
      does: 'Explains what a piece of code does: brief, detailed, or simple for readers who do not program.',
      useWhen: 'someone needs an explanation in words, or you need the gist of code that is too long to read.',
      notWhen: 'you look for faults (review_code) or need comments in the code (generate_docs).',
      returns: 'the explanation as text; with model, tokens, latency and estimate.',
    },
    agentAccess: 'Yes: it sends the given code to a model and changes nothing.',
    input: z.strictObject({
      code: codeField,
      depth: z.enum(['brief', 'detailed', 'simple']).default('brief').describe('How much, and for whom.'),
      context: contextField,
    }),
    output: { text: z.string(), depth: z.enum(['brief', 'detailed', 'simple']) },
    ...sizes.prose,
    work: ({ code, depth, context }, clean) => ({
      tier: depth === 'brief' ? 'fast' : 'standard',
      prompt: {
        task: [depths[depth], pieces.proseOnly],
        material: { context: clean(context), code: clean(code) },
      },
      check: resultOf(checkProse, (text) => ({ text, depth })),
    }),
  });
}
