import type { Tool } from './define-tool.ts';
import type { Json, JsonObject } from './json.ts';
import type { Violation } from './violation.ts';

/** A place in the schema: a named field, an item of an array, or one form of a union. */
interface Place {
  readonly path: string;
  readonly node: JsonObject;
  readonly isNamed: boolean;
}

const branching = ['anyOf', 'oneOf', 'allOf'] as const;

/** A4: the input is strict, described, bounded and portable to every client, at every depth. */
export function* checkInputSchema(tool: Tool): Generator<Violation> {
  const schema = tool.inputSchema;
  if (schema['type'] !== 'object' || hasBranches(schema)) {
    yield violation(tool, 'its input is not one object at the top', 'use z.strictObject, without a union at the top');
    return;
  }
  const pending: Place[] = [{ path: '', node: schema, isNamed: false }];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    yield* checkPlace(tool, next);
    pending.push(...[...children(next)].toReversed());
  }
}

function* checkPlace(tool: Tool, { path, node, isNamed }: Place): Generator<Violation> {
  const place = path === '' ? 'its input' : `field ${path}`;
  if (isNamed && !isText(node['description']))
    yield violation(tool, `${place} has no description`, 'add .describe(...)');
  if ('$ref' in node) {
    yield violation(tool, `${place} uses $ref`, 'inline the schema: some clients resolve no references');
    return;
  }
  if (!('enum' in node || 'const' in node)) yield* checkBounds(tool, place, node);
}

function* checkBounds(tool: Tool, place: string, node: JsonObject): Generator<Violation> {
  const types = typesOf(node);
  if (types.length === 0 && !hasBranches(node)) {
    yield violation(tool, `${place} accepts anything`, 'give it a type with a bound');
  }
  if (types.includes('object') && node['additionalProperties'] !== false) {
    yield violation(tool, `${place} accepts unknown fields`, 'use z.strictObject; a record becomes an array of pairs');
  }
  if (types.includes('string') && node['maxLength'] === undefined) {
    yield violation(tool, `${place} is text without a bound`, 'add .max(n)');
  }
  if (types.includes('array') && node['maxItems'] === undefined) {
    yield violation(tool, `${place} is an array without a bound`, 'add .max(n)');
  }
  if (types.some((type) => type === 'number' || type === 'integer') && !isRanged(node)) {
    yield violation(tool, `${place} is a number without a range`, 'add .min(a).max(b)');
  }
}

function* children({ path, node }: Place): Generator<Place> {
  for (const [name, child] of Object.entries(asObject(node['properties']))) {
    yield { path: path === '' ? name : `${path}.${name}`, node: asObject(child), isNamed: true };
  }
  if (typeof node['items'] === 'object') yield { path: `${path}[]`, node: asObject(node['items']), isNamed: false };
  for (const [i, item] of asArray(node['prefixItems']).entries()) {
    yield { path: `${path}[${i}]`, node: asObject(item), isNamed: false };
  }
  for (const key of branching) {
    for (const [i, form] of asArray(node[key]).entries()) {
      yield { path: `${path}<form ${i + 1}>`, node: asObject(form), isNamed: false };
    }
  }
}

const isText = (value: Json | undefined) => typeof value === 'string' && value.trim() !== '';
const hasBranches = (node: JsonObject) => branching.some((key) => key in node);

/** The ends that `z.int()` sets by itself are those of the type, not a range. */
function isRanged(node: JsonObject): boolean {
  const low = node['minimum'] ?? node['exclusiveMinimum'];
  const high = node['maximum'] ?? node['exclusiveMaximum'];
  return (
    Number(low ?? Number.MIN_SAFE_INTEGER) > Number.MIN_SAFE_INTEGER &&
    Number(high ?? Infinity) < Number.MAX_SAFE_INTEGER
  );
}

function typesOf(node: JsonObject): readonly string[] {
  const type = node['type'];
  return typeof type === 'string' ? [type] : asArray(type).map(String);
}

function asObject(value: Json | undefined): JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonObject) : {};
}

function asArray(value: Json | undefined): readonly Json[] {
  return Array.isArray(value) ? (value as readonly Json[]) : [];
}

function violation(tool: Tool, problem: string, fix: string): Violation {
  return { subject: tool.name, rule: 'A4', problem, fix };
}
