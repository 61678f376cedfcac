import type { Call } from './call.ts';
import type { Egress } from './egress.ts';
import type { Impact } from './impact.ts';
import type { Json, JsonObject } from './json.ts';
import type { ToolError } from './tool-error.ts';

/** Default time one call may take. */
export const defaultTimeoutMs = 10_000;
/** Longest time any call may take: what runs longer is a task, started by one call and followed by another. */
export const longestTimeoutMs = 35_000;
/** Default size of a result as compact JSON, about 4,000 tokens. */
export const defaultBudgetBytes = 16_000;

/** The arguments of one call, parsed once. */
export type ParsedInput =
  | { readonly ok: true; readonly args: unknown }
  | { readonly ok: false; readonly refusal: ToolError };

/** What the call path needs of a tool or a resource, its types erased. */
export interface Operation {
  readonly kind: 'tool' | 'resource';
  readonly name: string;
  /** JSON Schema 2020-12: of a tool's arguments, an object at the top; of a resource's URI, a string. */
  readonly inputSchema: JsonObject;
  readonly highestImpact: Impact;
  /** Every permission some arguments may ask for. */
  readonly permissions: readonly string[];
  readonly timeoutMs: number;
  readonly budgetBytes: number;
  readonly egress: Egress;
  parse(received: Json): ParsedInput;
  /** `args` are those `parse` accepted, here and below. */
  impactOf(args: unknown): Impact;
  permissionOf(args: unknown): string;
  run(args: unknown, call: Call): Promise<JsonObject>;
  readonly fit: ((result: JsonObject, bytes: number) => JsonObject) | undefined;
  /** @throws ToolError `INTERNAL_ERROR` when the result is not what the operation promises. */
  checkOutput(result: JsonObject): JsonObject;
}
