import { defineTool, type DescriptionParts, type JsonObject, type Returned, type Tool } from '@mcp-chassis/tool-kit';
import * as z from 'zod';
import type { Tier } from '../catalogue/tiers.ts';
import type { AnswerCheck } from '../inference/check-answer.ts';
import { buildPrompt, type PromptParts } from '../prompts/build-prompt.ts';
import { aboutFields, describeDone, draftNotice } from './about.ts';
import type { CodegenDeps } from './codegen-deps.ts';

/** A little longer than inference may take, so that its own error is the one that is seen. */
const timeoutMs = 35_000;

/** What one tool asks of a model, and what it makes of the answer. */
export interface Work<Result> {
  readonly tier: Tier;
  readonly prompt: PromptParts;
  /** Its value is the tool's own part of the result. */
  readonly check: AnswerCheck<Result>;
}

/** Replaces what the policy does not let out; every submitted text goes through it. */
export interface Clean {
  (text: string): string;
  (text: string | undefined): string | undefined;
}

/** A tool whose work a model does. */
export interface CodegenToolSpec<Input extends z.ZodObject, Shape extends z.ZodRawShape> {
  readonly name: string;
  readonly title: string;
  readonly description: DescriptionParts;
  readonly agentAccess: string;
  readonly input: Input;
  /** The fields of the result beside those of `aboutFields`. */
  readonly output: Shape;
  /** Longest answer, in tokens. */
  readonly answerTokens: number;
  readonly budgetBytes: number;
  readonly work: (args: z.output<Input>, clean: Clean) => Work<Returned<z.output<z.ZodObject<Shape, z.core.$strict>>>>;
}

/** What all tools of this server but `get_routing_info` have in common. */
export function defineCodegenTool<Input extends z.ZodObject, Shape extends z.ZodRawShape>(
  deps: CodegenDeps,
  spec: CodegenToolSpec<Input, Shape>,
): Tool {
  const { name, title, description, agentAccess, input, budgetBytes, answerTokens } = spec;
  const output: z.ZodObject = z.strictObject({
    draft: z.literal(draftNotice),
    ...spec.output,
    ...aboutFields,
  });
  return defineTool({
    name,
    title,
    description,
    agentAccess,
    input,
    output,
    impact: 'read',
    permission: 'codegen:generate',
    timeoutMs,
    budgetBytes,
    egress: { off: 'it is code, which scrubbing would break; what was submitted was scrubbed before the model saw it' },
    async run(args, call) {
      const clean = (text: string | undefined) =>
        text === undefined || !deps.scrubsInput ? text : call.scrub.text(text);
      const { tier, prompt, check } = spec.work(args, clean as Clean);
      const done = await deps.inference.run({ tier, messages: buildPrompt(prompt), answerTokens, check }, call);
      return { draft: draftNotice, ...(done.value as JsonObject), ...describeDone(done, call, deps) };
    },
  });
}
