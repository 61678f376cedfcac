import type { Tool } from '@mcp-chassis/tool-kit';
import * as z from 'zod';
import { resultOf, type AnswerCheck } from '../inference/check-answer.ts';
import { unwrapFence } from '../output/unwrap-fence.ts';
import type { CodegenDeps } from './codegen-deps.ts';
import { defineCodegenTool } from './define-codegen-tool.ts';
import { longestCode } from './fields.ts';
import { sizes } from './sizes.ts';

const longestSubject = 100;

const styles = {
  conventional: 'The subject is a Conventional Commit: type, optional scope in parentheses, colon, what changed.',
  plain: 'The subject says in the imperative what the commit does.',
} as const;

/** `generate_commit_message` */
export function generateCommitMessage(deps: CodegenDeps): Tool {
  return defineCodegenTool(deps, {
    name: 'generate_commit_message',
    title: 'Generate a commit message',
    description: {
      does: 'Writes the commit message for a diff.',
      useWhen: 'a change is ready and its diff tells what it does.',
      notWhen: 'the reason of the change is not in the diff and you do not say it in `why`.',
      returns: 'the subject and the body; with model, tokens, latency and estimate.',
    },
    agentAccess: 'Yes: it sends the given diff to a model and changes nothing.',
    input: z.strictObject({
      diff: z.string().min(1).max(longestCode).describe('The diff, as git diff prints it, at most 100,000 characters.'),
      style: z.enum(['conventional', 'plain']).default('conventional').describe('The form of the subject line.'),
      why: z.string().max(2_000).optional().describe('Why the change is made, where the diff does not tell.'),
    }),
    output: { subject: z.string(), body: z.string() },
    ...sizes.short,
    work: ({ diff, style, why }, clean) => ({
      tier: 'fast',
      prompt: {
        task: [
          'Write the message of a commit with this diff: a subject of at most 72 characters, an empty line, and, where there is more to say, a short body.',
          styles[style],
          'Answer with the message alone.',
        ],
        material: { why: clean(why), diff: clean(diff) },
      },
      check: resultOf(checkMessage, ([subject, body]) => ({ subject, body })),
    }),
  });
}

const checkMessage: AnswerCheck<readonly [subject: string, body: string]> = (text) => {
  const message = unwrapFence(text);
  if (!message.ok) return message;
  const [subject = '', ...rest] = message.value.trim().split('\n');
  if (subject.length > longestSubject) return { ok: false, problem: 'the subject line is too long.' };
  return { ok: true, value: [subject.trim(), rest.join('\n').trim()] };
};
