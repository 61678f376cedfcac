import type { Tool } from '@mcp-chassis/tool-kit';
import * as z from 'zod';
import { resultOf } from '../inference/check-answer.ts';
import { checkCode } from '../output/check-code.ts';
import { pieces } from '../prompts/pieces.ts';
import type { CodegenDeps } from './codegen-deps.ts';
import { defineCodegenTool } from './define-codegen-tool.ts';
import { codeField, contextField, languageField } from './fields.ts';
import { sizes } from './sizes.ts';

/** `scaffold_tests` */
export function scaffoldTests(deps: CodegenDeps): Tool {
  return defineCodegenTool(deps, {
    name: 'scaffold_tests',
    title: 'Scaffold tests',
    description: {
      does: 'Writes a first test file for the code you send: ordinary cases, edges and errors.',
      useWhen: 'code has no tests yet and its behaviour can be read from it.',
      notWhen: 'the tests have to prove a requirement that the code does not show, or need fixtures you do not send.',
      returns: 'one test file, with the framework it is for; with model, tokens and estimate.',
    },
    agentAccess: 'Yes: it sends the given code to a model and changes nothing; what comes back is a draft.',
    input: z.strictObject({
      code: codeField,
      language: languageField,
      framework: z
        .string()
        .regex(/^[A-Za-z@][A-Za-z0-9@/:._ -]{0,39}$/)
        .max(40)
        .default('vitest')
        .describe('The test framework, e.g. vitest, jest, pytest, go test.'),
      import_path: z.string().max(200).optional().describe('What the tests import the code from, e.g. ./price.ts.'),
      context: contextField,
    }),
    output: { code: z.string(), language: z.string(), framework: z.string() },
    ...sizes.code,
    work: ({ code, language, framework, import_path: importPath, context }, clean) => ({
      tier: 'standard',
      prompt: {
        task: [
          `Write one test file with ${framework} for the code. Test what it does, its edges and its errors; name each test after the behaviour.`,
          pieces.codeOnly(language),
        ],
        material: {
          import_from: clean(importPath),
          context: clean(context),
          code: clean(code),
        },
      },
      check: resultOf(checkCode(language), (tests) => ({ code: tests, language, framework })),
    }),
  });
}
