import type { Call } from './call.ts';
import type { Egress } from './egress.ts';
import type { JsonObject } from './json.ts';
import { defaultBudgetBytes, defaultTimeoutMs, type Operation } from './operation.ts';
import { ToolError } from './tool-error.ts';

/** What a resource author writes. */
export interface ResourceSpec {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  /** `scheme://{first}/{second}`: each `{name}` matches one segment of at most 63 letters, digits, `_`, `.` or `-`. */
  readonly uriTemplate: string;
  readonly permission: string;
  /** Default 10 000. */
  readonly timeoutMs?: number;
  /** Size of the content as compact JSON. Default 16 000. */
  readonly budgetBytes?: number;
  readonly egress?: Egress;
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

const segment = '([A-Za-z0-9_.-]{1,63})';

/**
 * Makes a resource from its parts.
 *
 * @throws Error when the template is not a URI with plain `{name}` segments.
 */
export function defineResource(spec: ResourceSpec): Resource {
  if (!/^[a-z][a-z0-9+.-]*:\/\/[A-Za-z0-9_.{}/-]+$/.test(spec.uriTemplate)) {
    throw new Error(`${spec.name}: uriTemplate must look like scheme://{first}/{second}`);
  }
  const names = [...spec.uriTemplate.matchAll(/\{([a-z_]+)\}/g)].map(([, name]) => name ?? '');
  const source = spec.uriTemplate
    .split(/\{[a-z_]+\}/)
    .map((literal) => literal.replace(/[.+/-]/g, '\\$&'))
    .join(segment);
  const pattern = new RegExp(`^${source}$`);
  const match = (uri: string) => {
    const found = pattern.exec(uri);
    return found === null ? undefined : Object.fromEntries(names.map((name, i) => [name, found[i + 1] ?? '']));
  };
  return {
    kind: 'resource',
    name: spec.name,
    inputSchema: { type: 'string', pattern: pattern.source },
    title: spec.title,
    description: spec.description,
    uriTemplate: spec.uriTemplate,
    highestImpact: 'read',
    permissions: [spec.permission],
    impactOf: () => 'read',
    permissionOf: () => spec.permission,
    timeoutMs: spec.timeoutMs ?? defaultTimeoutMs,
    budgetBytes: spec.budgetBytes ?? defaultBudgetBytes,
    egress: spec.egress ?? 'generic',
    match,
    parse(received) {
      const args = typeof received === 'string' ? match(received) : undefined;
      return args === undefined
        ? { ok: false, refusal: new ToolError('INVALID_INPUT', `uri: expected ${spec.uriTemplate}.`) }
        : { ok: true, args };
    },
    run: (args, call) => spec.read(args as Readonly<Record<string, string>>, call),
    fit: undefined,
    checkOutput: (result) => result,
  };
}
