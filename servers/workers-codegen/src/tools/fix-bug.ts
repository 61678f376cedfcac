import type { Tool } from '@mcp-chassis/tool-kit';
import * as z from 'zod';
import { pieces } from '../prompts/pieces.ts';
import { changedCodeFields, checkChangedCode } from './changed-code.ts';
import type { CodegenDeps } from './codegen-deps.ts';
import { defineCodegenTool } from './define-codegen-tool.ts';
import { codeField, contextField, instructionField, languageField, outputField } from './fields.ts';
import { sizes } from './sizes.ts';

/** `fix_bug` */
export function fixBug(deps: CodegenDeps): Tool {
  return defineCodegenTool(deps, {
    name: 'fix_bug',
    title: 'Fix a bug',
    description: {
      does: 'Mends one described bug in the code you send, with the smallest change.',
      useWhen: 'you know the wrong behaviour or the error message, and the cause is in this code.',
      notWhen: 'the cause is unknown and may be elsewhere, or you want other changes too (transform_code).',
      returns:
        'the whole mended code, or a unified diff; diff_base says whether it applies to what you sent, or (scrubbed) only to that text with placeholders such as [email]; with model, tokens and estimate.',
    },
    agentAccess: 'Yes: it sends the given code to a model and changes nothing; what comes back is a draft.',
    input: z.strictObject({
      code: codeField,
      problem: instructionField.describe('What is wrong: the error message, or what happens and what should.'),
      language: languageField,
      output: outputField,
      context: contextField,
    }),
    output: changedCodeFields,
    ...sizes.code,
    work: ({ code, problem, language, output, context }, clean) => {
      const given = clean(code);
      return {
        tier: 'standard',
        prompt: {
          task: [
            'Mend the bug that the tag named problem describes, with the smallest change that does it. Change nothing else.',
            pieces.codeOnly(language),
          ],
          material: {
            problem: clean(problem),
            context: clean(context),
            code: given,
          },
        },
        check: checkChangedCode(language, { sent: code, given }, output),
      };
    },
  });
}
