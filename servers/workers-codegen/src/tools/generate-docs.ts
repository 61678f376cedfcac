import type { Tool } from '@mcp-chassis/tool-kit';
import * as z from 'zod';
import { resultOf } from '../inference/check-answer.ts';
import { checkCode } from '../output/check-code.ts';
import { checkProse } from '../output/check-prose.ts';
import { pieces } from '../prompts/pieces.ts';
import type { CodegenDeps } from './codegen-deps.ts';
import { defineCodegenTool } from './define-codegen-tool.ts';
import { codeField, contextField, languageField } from './fields.ts';
import { sizes } from './sizes.ts';

/** `generate_docs` */
export function generateDocs(deps: CodegenDeps): Tool {
  return defineCodegenTool(deps, {
    name: 'generate_docs',
    title: 'Generate docs',
    description: {
      does: 'Writes documentation for code: doc comments inside it, or a reference page in Markdown.',
      useWhen: 'public functions and types have no documentation and their meaning can be read from the code.',
      notWhen:
        'the reasons behind the code matter, which only people know, or a person asks what it does (explain_code).',
      returns: 'the code with doc comments, or Markdown; with model, tokens and estimate.',
    },
    agentAccess: 'Yes: it sends the given code to a model and changes nothing; what comes back is a draft.',
    input: z.strictObject({
      code: codeField,
      language: languageField,
      format: z
        .enum(['comments', 'markdown'])
        .default('comments')
        .describe('comments: the code itself with doc comments. markdown: a reference page.'),
      context: contextField,
    }),
    output: { text: z.string(), format: z.enum(['comments', 'markdown']), language: z.string() },
    ...sizes.code,
    work: ({ code, language, format, context }, clean) => ({
      tier: 'standard',
      prompt: {
        task:
          format === 'comments'
            ? [
                'Add doc comments to the public parts of the code, in the usual form of its language. Change nothing else.',
                pieces.codeOnly(language),
              ]
            : [
                'Write a reference page for the public parts of the code: signature, meaning, errors, an example.',
                pieces.proseOnly,
              ],
        material: { context: clean(context), code: clean(code) },
      },
      check: resultOf(format === 'comments' ? checkCode(language) : checkProse, (text) => ({ text, format, language })),
    }),
  });
}
