import type { Tool } from '@mcp-chassis/tool-kit';
import * as z from 'zod';
import { resultOf } from '../inference/check-answer.ts';
import { checkCode } from '../output/check-code.ts';
import { pieces } from '../prompts/pieces.ts';
import type { CodegenDeps } from './codegen-deps.ts';
import { defineCodegenTool } from './define-codegen-tool.ts';
import { contextField, instructionField, languageField } from './fields.ts';
import { sizes } from './sizes.ts';

/** `generate_code` */
export function generateCode(deps: CodegenDeps): Tool {
  return defineCodegenTool(deps, {
    name: 'generate_code',
    title: 'Generate code',
    description: {
      does: 'Writes one file or function from a description.',
      useWhen: 'you can say exactly what the code has to do, and writing it is mechanical.',
      notWhen: 'the code exists and has to change (transform_code, fix_bug), or design decisions are open.',
      returns: 'the code as one block, with the model, tokens, latency and an estimate of what the call saved.',
    },
    agentAccess: 'Yes: it sends the given text to a model and changes nothing; what comes back is a draft.',
    input: z.strictObject({
      description: instructionField.describe('What the code has to do: inputs, outputs, edge cases, names.'),
      language: languageField,
      context: contextField,
    }),
    output: { code: z.string(), language: z.string() },
    ...sizes.code,
    work: ({ description, language, context }, clean) => ({
      tier: 'standard',
      prompt: {
        task: ['Write the code that the tag named instruction asks for.', pieces.codeOnly(language)],
        material: { instruction: clean(description), context: clean(context) },
      },
      check: resultOf(checkCode(language), (code) => ({ code, language })),
    }),
  });
}
