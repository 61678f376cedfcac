import * as z from 'zod';
import type { Call } from './call.ts';
import { renderDescription, type DescriptionParts } from './description.ts';
import type { Egress } from './egress.ts';
import { declaredFields, refuseInput } from './input-refusal.ts';
import type { JsonObject } from './json.ts';
import { judgements, type JudgedSpec } from './judgements.ts';
import { operationLimits } from './operation-limits.ts';
import type { Operation } from './operation.ts';
import { ToolError } from './tool-error.ts';
import {
  untrustedNotice,
  untrustedNoticeBytes,
  withoutUntrustedNotice,
  withUntrustedNotice,
} from './untrusted-notice.ts';

/** `T` as a handler may return it: nothing in it need be mutable. */
export type Returned<T> = T extends readonly (infer Item)[]
  ? readonly Returned<Item>[]
  : T extends object
    ? { readonly [Key in keyof T]: Returned<T[Key]> }
    : T;

/** What a tool author writes. */
export interface ToolSpec<Input extends z.ZodObject, Output extends z.ZodObject> extends JudgedSpec<z.output<Input>> {
  /** Verb first, `snake_case`, e.g. `search_schema`. */
  readonly name: string;
  readonly title: string;
  readonly description: DescriptionParts;
  /** Why an agent may call this, in one sentence; `permission` is the scope it needs for it. */
  readonly agentAccess: string;
  /**
   * A `z.strictObject` whose every field is described and bounded. The message of a refinement is shown to the caller:
   * constant text, never made from the value.
   */
  readonly input: Input;
  /** A `z.strictObject`. The kit adds `untrusted` to it unless `content` is `own`. */
  readonly output: Output;
  /** Default 10 000, at most 35 000. */
  readonly timeoutMs?: number;
  /** Size of the result as compact JSON. Default 16 000. */
  readonly budgetBytes?: number;
  readonly egress?: Egress;
  /** `own` when no part of the result comes from outside this server. Default `untrusted`: the result says so. */
  readonly content?: 'own' | 'untrusted';
  /**
   * Makes the result smaller so that its compact JSON fits `bytes`, and says in the result what was left out.
   * The kit's `untrusted` is neither in `result` nor counted in `bytes`. Without `fit`, a result over budget is
   * `RESULT_TOO_LARGE`.
   */
  readonly fit?: (result: Returned<z.output<Output>>, bytes: number) => Returned<z.output<Output>>;
  /** Throws `ToolError`; never formats, never catches to format. */
  readonly run: (args: z.output<Input>, call: Call<z.output<Input>>) => Promise<Returned<z.output<Output>>>;
}

/** A tool as servers handle it: its schemas rendered, its types erased. Made by `defineTool` only. */
export interface Tool extends Operation {
  readonly kind: 'tool';
  readonly title: string;
  readonly description: string;
  readonly descriptionParts: DescriptionParts;
  readonly agentAccess: string;
  readonly outputSchema: JsonObject;
}

/**
 * Makes a tool from its parts. Renders the schemas once.
 *
 * @throws Error when a schema cannot be rendered as JSON Schema, e.g. because of a date, when a bound is no bound, and
 * when `output` has a field `untrusted` of its own.
 */
export function defineTool<Input extends z.ZodObject, Output extends z.ZodObject>(spec: ToolSpec<Input, Output>): Tool {
  type Args = z.output<Input>;
  const isOwn = spec.content === 'own';
  const mark = isOwn ? (result: JsonObject) => result : withUntrustedNotice;
  const output = isOwn ? spec.output : withNoticeField(spec.name, spec.output);
  const inputSchema = renderSchema(spec.name, spec.input, 'input');
  const fields = declaredFields(inputSchema);
  return {
    kind: 'tool',
    name: spec.name,
    title: spec.title,
    description: renderDescription(spec.description),
    descriptionParts: spec.description,
    agentAccess: spec.agentAccess,
    inputSchema,
    outputSchema: renderSchema(spec.name, output, 'output'),
    ...operationLimits(spec),
    ...judgements<Args>(spec),
    parse(received) {
      const parsed = spec.input.safeParse(received);
      return parsed.success
        ? { ok: true, args: parsed.data }
        : { ok: false, refusal: refuseInput(parsed.error, received, fields) };
    },
    async run(args, call) {
      return mark((await spec.run(args as Args, call as Call<Args>)) as JsonObject);
    },
    fit: fitter(spec, isOwn),
    checkOutput(result) {
      const parsed = spec.output.safeParse(isOwn ? result : withoutUntrustedNotice(result));
      if (parsed.success) return mark(parsed.data as JsonObject);
      throw new ToolError('INTERNAL_ERROR', 'The tool returned a result that its own schema refuses.', {
        cause: parsed.error,
      });
    },
  };
}

function fitter<Input extends z.ZodObject, Output extends z.ZodObject>(
  { fit }: ToolSpec<Input, Output>,
  isOwn: boolean,
): Tool['fit'] {
  if (fit === undefined) return undefined;
  const fitOwn = (result: JsonObject, bytes: number) => fit(result as Returned<z.output<Output>>, bytes) as JsonObject;
  if (isOwn) return fitOwn;
  return (result, bytes) => withUntrustedNotice(fitOwn(withoutUntrustedNotice(result), bytes - untrustedNoticeBytes));
}

function withNoticeField(tool: string, output: z.ZodObject): z.ZodObject {
  if ('untrusted' in output.shape) throw new Error(`${tool}: its output has a field \`untrusted\`, which the kit adds`);
  return output.safeExtend({ untrusted: z.literal(untrustedNotice) });
}

function renderSchema(tool: string, schema: z.ZodObject, io: 'input' | 'output'): JsonObject {
  try {
    const { $schema: _dialect, ...rendered } = z.toJSONSchema(schema, { io, reused: 'inline', cycles: 'throw' });
    return rendered as JsonObject;
  } catch (cause) {
    throw new Error(`${tool}: its ${io} cannot be written as JSON Schema`, { cause });
  }
}
