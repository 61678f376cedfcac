import type { Tool } from '@mcp-chassis/tool-kit';
import * as z from 'zod';
import { pieces } from '../prompts/pieces.ts';
import { changedCodeFields, checkChangedCode } from './changed-code.ts';
import type { CodegenDeps } from './codegen-deps.ts';
import { defineCodegenTool } from './define-codegen-tool.ts';
import { codeField, contextField, instructionField, languageField, outputField } from './fields.ts';
import { sizes } from './sizes.ts';

/** `transform_code` */
export function transformCode(deps: CodegenDeps): Tool {
  return defineCodegenTool(deps, {
    name: 'transform_code',
    title: 'Transform code',
    description: {
      does: 'Changes code as told and keeps everything else: rename, convert, extract, port to another style or language.',
      useWhen: 'the change is mechanical and you can say it in a few sentences.',
      notWhen:
        'something is broken and the cause has to be found (fix_bug), or the change needs files you do not send.',
      returns:
        'the whole changed code, or a unified diff; diff_base says whether it applies to what you sent, or (scrubbed) only to that text with placeholders such as [email]; with model, tokens and estimate.',
    },
    agentAccess: 'Yes: it sends the given code to a model and changes nothing; what comes back is a draft.',
    input: z.strictObject({
      code: codeField,
      instruction: instructionField.describe('What has to change, and what must stay.'),
      language: languageField.describe('The language of the result, e.g. typescript.'),
      output: outputField,
      context: contextField,
    }),
    output: changedCodeFields,
    ...sizes.code,
    work: ({ code, instruction, language, output, context }, clean) => {
      const given = clean(code);
      return {
        tier: 'standard',
        prompt: {
          task: [
            'Change the code as the tag named instruction says. Keep what it does not speak of, comments and formatting included.',
            pieces.codeOnly(language),
          ],
          material: {
            instruction: clean(instruction),
            context: clean(context),
            code: given,
          },
        },
        check: checkChangedCode(language, { sent: code, given }, output),
      };
    },
  });
}
