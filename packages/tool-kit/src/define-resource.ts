import type { Call } from './call.ts';
import type { Egress } from './egress.ts';
import type { JsonObject } from './json.ts';
import { operationLimits } from './operation-limits.ts';
import type { Operation } from './operation.ts';
import { ToolError } from './tool-error.ts';
import { withUntrustedNotice } from './untrusted-notice.ts';
import { parseUriTemplate } from './uri-template.ts';

/** What a resource author writes. */
export interface ResourceSpec {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  /**
   * `scheme://{first}/{second}`: each `{name}` is one whole segment of at most 63 letters, digits, `_`, `.` or `-`, which
   * starts with a letter, a digit or `_`: so neither `..` nor an option such as `-f` is one.
   */
  readonly uriTemplate: string;
  readonly permission: string;
  /** Default 10 000, at most 35 000. */
  readonly timeoutMs?: number;
  /** Size of the content as compact JSON. Default 16 000. */
  readonly budgetBytes?: number;
  readonly egress?: Egress;
  /** `own` when no part of the content comes from outside this server. Default `untrusted`: the content says so. */
  readonly content?: 'own' | 'untrusted';
  readonly read: (params: Readonly<Record<string, string>>, call: Call) => Promise<JsonObject>;
}

/** A readable JSON document with a URI. Made by `defineResource` only. */
export interface Resource extends Operation {
  readonly kind: 'resource';
  readonly title: string;
  readonly description: string;
  readonly uriTemplate: string;
  /** The parameters of a URI of this template, or undefined for another URI. */
  match(uri: string): Readonly<Record<string, string>> | undefined;
}

/**
 * Makes a resource from its parts.
 *
 * @throws Error when the template is not a URI of literal and `{name}` segments, and when a bound is no bound.
 */
export function defineResource(spec: ResourceSpec): Resource {
  const mark = spec.content === 'own' ? (content: JsonObject) => content : withUntrustedNotice;
  const { pattern, match } = parseUriTemplate(spec.name, spec.uriTemplate);
  return {
    kind: 'resource',
    name: spec.name,
    inputSchema: { type: 'string', pattern },
    title: spec.title,
    description: spec.description,
    uriTemplate: spec.uriTemplate,
    highestImpact: 'read',
    permissions: [spec.permission],
    impactOf: () => 'read',
    permissionOf: () => spec.permission,
    ...operationLimits(spec),
    match,
    parse(received) {
      const args = typeof received === 'string' ? match(received) : undefined;
      return args === undefined
        ? { ok: false, refusal: new ToolError('INVALID_INPUT', `uri: expected ${spec.uriTemplate}.`) }
        : { ok: true, args };
    },
    async run(args, call) {
      return mark(await spec.read(args as Readonly<Record<string, string>>, call));
    },
    fit: undefined,
    checkOutput: mark,
  };
}
