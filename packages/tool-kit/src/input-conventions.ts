import type { Tool } from './define-tool.ts';
import type { Json, JsonObject } from './json.ts';
import type { Violation } from './conventions.ts';

/** A4: the input is strict, described, bounded and portable to every client, at every depth. */
export function* checkInputSchema(tool: Tool): Generator<Violation> {
  const schema = tool.inputSchema;
  if (schema['type'] !== 'object' || ['anyOf', 'oneOf', 'allOf'].some((key) => key in schema)) {
    yield violation(tool, 'its input is not one object at the top', 'use z.strictObject, without a union at the top');
    return;
  }
  const pending: { readonly path: string; readonly node: JsonObject }[] = [{ path: '', node: schema }];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    yield* checkNode(tool, next.path, next.node);
    pending.push(...children(next.path, next.node));
  }
}

function* checkNode(tool: Tool, path: string, node: JsonObject): Generator<Violation> {
  const field = path === '' ? 'its input' : `field ${path}`;
  if ('$ref' in node || '$defs' in node)
    yield violation(tool, `${field} uses $ref`, 'inline the schema: some clients resolve no references');
  if (isField(path) && typeof node['description'] !== 'string') {
    yield violation(tool, `${field} has no description`, 'add .describe(...)');
  }
  const types = typesOf(node);
  if (types.includes('object') && node['additionalProperties'] !== false) {
    yield violation(tool, `${field} accepts unknown fields`, 'use z.strictObject; a record becomes an array of pairs');
  }
  if (isClosed(node)) return;
  if (types.length === 0 && !hasBranches(node))
    yield violation(tool, `${field} accepts anything`, 'give it a type with a bound');
  if (types.includes('string') && node['maxLength'] === undefined)
    yield violation(tool, `${field} is text without a bound`, 'add .max(n)');
  if (types.includes('array') && node['maxItems'] === undefined)
    yield violation(tool, `${field} is an array without a bound`, 'add .max(n)');
  if (types.some((type) => type === 'number' || type === 'integer') && !isRanged(node)) {
    yield violation(tool, `${field} is a number without a range`, 'add .min(a).max(b)');
  }
}

function* children(path: string, node: JsonObject): Generator<{ path: string; node: JsonObject }> {
  for (const [name, child] of Object.entries(asObject(node['properties']))) {
    yield { path: path === '' ? name : `${path}.${name}`, node: asObject(child) };
  }
  if (typeof node['items'] === 'object') yield { path: `${path}[]`, node: asObject(node['items']) };
  for (const key of ['anyOf', 'oneOf', 'allOf', 'prefixItems']) {
    const branches = node[key];
    if (Array.isArray(branches)) for (const branch of branches) yield { path: `${path}|`, node: asObject(branch) };
  }
}

const isField = (path: string) => path !== '' && !path.endsWith('[]') && !path.endsWith('|');
const isClosed = (node: JsonObject) => 'enum' in node || 'const' in node;
const hasBranches = (node: JsonObject) => ['anyOf', 'oneOf', 'allOf'].some((key) => key in node);
const isRanged = (node: JsonObject) =>
  ('minimum' in node || 'exclusiveMinimum' in node) && ('maximum' in node || 'exclusiveMaximum' in node);

function typesOf(node: JsonObject): readonly string[] {
  const type = node['type'];
  if (typeof type === 'string') return [type];
  return Array.isArray(type) ? type.map(String) : [];
}

function asObject(value: Json | undefined): JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonObject) : {};
}

function violation(tool: Tool, problem: string, fix: string): Violation {
  return { subject: tool.name, rule: 'A4', problem, fix };
}
