import type { Tool } from '@mcp-chassis/tool-kit';
import * as z from 'zod';
import { checkJson } from '../output/check-json.ts';
import { pieces } from '../prompts/pieces.ts';
import type { CodegenDeps } from './codegen-deps.ts';
import { defineCodegenTool } from './define-codegen-tool.ts';
import { codeField, contextField, languageField } from './fields.ts';
import { sizes } from './sizes.ts';

const mostFindings = 50;

const finding = z.object({
  severity: z.enum(['high', 'medium', 'low']),
  line: z.int().min(1).nullable().default(null),
  problem: z.string().min(1).max(2_000),
  suggestion: z.string().max(2_000).default(''),
});
const review = z.object({ summary: z.string().min(1).max(4_000), findings: z.array(finding).max(mostFindings) });

const form =
  '{"summary": "...", "findings": [{"severity": "high" | "medium" | "low", "line": 12 or null, "problem": "...", "suggestion": "..."}]}';

const focuses = {
  all: 'Look for bugs, security holes and unclear code, in this order.',
  bugs: 'Look only for bugs: wrong results, crashes, races, leaks, unhandled cases.',
  security: 'Look only for security holes: injection, missing checks, leaked secrets, unsafe defaults.',
  style: 'Look only at names, structure and duplication.',
} as const;

/** `review_code` */
export function reviewCode(deps: CodegenDeps): Tool {
  return defineCodegenTool(deps, {
    name: 'review_code',
    title: 'Review code',
    description: {
      does: 'Reads code and lists what is wrong with it, as a first pass.',
      useWhen: 'you want a cheap second look at a file or a diff before a person or a better model reads it.',
      notWhen: 'a review has to be relied on, or depends on files you do not send along.',
      returns: 'a summary and up to 50 findings with severity, line, problem and suggestion.',
    },
    agentAccess: 'Yes: it sends the given code to a model and changes nothing.',
    input: z.strictObject({
      code: codeField,
      language: languageField.optional(),
      focus: z.enum(['all', 'bugs', 'security', 'style']).default('all').describe('What to look for.'),
      context: contextField,
    }),
    output: {
      summary: z.string(),
      findings: z.array(
        z.strictObject({
          severity: z.enum(['high', 'medium', 'low']),
          line: z.number().nullable(),
          problem: z.string(),
          suggestion: z.string(),
        }),
      ),
    },
    ...sizes.prose,
    work: ({ code, language, focus, context }, clean) => ({
      tier: 'standard',
      prompt: {
        task: [
          `Review the ${language ?? ''} code. ${focuses[focus]} Report only what you can point at.`.replace('  ', ' '),
          pieces.jsonOnly(form),
        ],
        material: { context: clean(context), code: clean(code) },
      },
      check: checkJson(review),
    }),
  });
}
