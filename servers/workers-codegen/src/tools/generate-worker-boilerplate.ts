import type { Tool } from '@mcp-chassis/tool-kit';
import * as z from 'zod';
import { resultOf } from '../inference/check-answer.ts';
import { checkCode } from '../output/check-code.ts';
import { pieces } from '../prompts/pieces.ts';
import type { CodegenDeps } from './codegen-deps.ts';
import { defineCodegenTool } from './define-codegen-tool.ts';
import { contextField, instructionField } from './fields.ts';
import { sizes } from './sizes.ts';
import { bindingKinds, wranglerConfig } from './wrangler-config.ts';

/** `generate_worker_boilerplate` */
export function generateWorkerBoilerplate(deps: CodegenDeps): Tool {
  return defineCodegenTool(deps, {
    name: 'generate_worker_boilerplate',
    title: 'Generate Worker boilerplate',
    description: {
      does: 'Writes the entry file of a new Cloudflare Worker in TypeScript, and its wrangler configuration.',
      useWhen: 'a new Worker starts, and you know its routes and bindings.',
      notWhen: 'the Worker exists already (transform_code), or the code is for another platform (generate_code).',
      returns:
        'src/index.ts as a draft and wrangler.jsonc, which is not written by a model; with model, tokens and estimate.',
    },
    agentAccess: 'Yes: it sends the given description to a model and changes nothing; what comes back is a draft.',
    input: z.strictObject({
      name: z
        .string()
        .regex(/^[a-z][a-z0-9-]{0,62}$/)
        .max(63)
        .describe('Name of the Worker: lower case, digits and hyphens.'),
      description: instructionField.describe('What it does: routes, methods, answers.'),
      bindings: z
        .array(
          z.strictObject({
            name: z
              .string()
              .regex(/^[A-Z][A-Z0-9_]{0,39}$/)
              .max(40)
              .describe('As the code sees it, e.g. SESSIONS.'),
            kind: z.enum(bindingKinds).describe('What it is.'),
          }),
        )
        .max(20)
        .default([])
        .describe('The bindings of the Worker.'),
      context: contextField,
    }),
    output: { code: z.string(), language: z.literal('typescript'), wrangler: z.string() },
    ...sizes.code,
    work: ({ name, description, bindings, context }, clean) => ({
      tier: 'standard',
      prompt: {
        task: [
          'Write src/index.ts of a Cloudflare Worker that does what the tag named instruction says: an ES module with a default export that has fetch, an interface Env with exactly the given bindings, no framework, and an answer for unknown paths and methods.',
          pieces.codeOnly('typescript'),
        ],
        material: {
          instruction: clean(description),
          bindings: bindings.map((binding) => `${binding.name}: ${binding.kind}`).join('\n') || 'none',
          context: clean(context),
        },
      },
      check: resultOf(checkCode('typescript'), (code) => ({
        code,
        language: 'typescript' as const,
        wrangler: wranglerConfig(name, bindings),
      })),
    }),
  });
}
