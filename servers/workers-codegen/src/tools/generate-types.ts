import type { Tool } from '@mcp-chassis/tool-kit';
import * as z from 'zod';
import { resultOf } from '../inference/check-answer.ts';
import { checkCode } from '../output/check-code.ts';
import { pieces } from '../prompts/pieces.ts';
import type { CodegenDeps } from './codegen-deps.ts';
import { defineCodegenTool } from './define-codegen-tool.ts';
import { contextField, languageField, longestCode } from './fields.ts';
import { sizes } from './sizes.ts';

/** `generate_types` */
export function generateTypes(deps: CodegenDeps): Tool {
  return defineCodegenTool(deps, {
    name: 'generate_types',
    title: 'Generate types',
    description: {
      does: 'Writes type definitions for sample data, an untyped API or a schema.',
      useWhen: 'you have JSON, JavaScript, SQL or a description of data and need its types.',
      notWhen: 'a generator of the project already makes them, or the sample shows only part of what can occur.',
      returns: 'the type definitions as one block; with model, tokens and estimate.',
    },
    agentAccess: 'Yes: it sends the given sample to a model and changes nothing; what comes back is a draft.',
    input: z.strictObject({
      source: z
        .string()
        .min(1)
        .max(longestCode)
        .describe('Sample data, code or schema to write types for, at most 100,000 characters.'),
      language: languageField.default('typescript'),
      root_name: z
        .string()
        .regex(/^[A-Za-z_]\w{0,79}$/)
        .max(80)
        .optional()
        .describe('Name of the outermost type.'),
      context: contextField,
    }),
    output: { code: z.string(), language: z.string() },
    ...sizes.code,
    work: ({ source, language, root_name: rootName, context }, clean) => ({
      tier: 'standard',
      prompt: {
        task: [
          `Write ${language} types for the source${rootName === undefined ? '' : `, the outermost named ${rootName}`}. Mark as optional what is not always there. Write types only.`,
          pieces.codeOnly(language),
        ],
        material: { context: clean(context), source: clean(source) },
      },
      check: resultOf(checkCode(language), (code) => ({ code, language })),
    }),
  });
}
