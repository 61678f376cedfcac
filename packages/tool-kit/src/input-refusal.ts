import type { z } from 'zod';
import { byteLength } from './byte-length.ts';
import type { Json, JsonObject } from './json.ts';
import { ToolError } from './tool-error.ts';

/** The names a refusal may tell: those of the schema. */
export interface DeclaredFields {
  readonly top: readonly string[];
  readonly all: ReadonlySet<string>;
}

const issuesShown = 5;
const choicesShown = 20;
/** An undeclared name is the caller's text. It is shown only when it can be no number, key or address. */
const harmlessName = /^[A-Za-z_]{1,32}$/;

/** Every property name of a JSON Schema, at any depth. */
export function declaredFields(schema: JsonObject): DeclaredFields {
  const all = new Set<string>();
  const pending: Json[] = [schema];
  for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
    if (typeof node !== 'object' || node === null) continue;
    const { properties } = node as JsonObject;
    if (typeof properties === 'object') for (const name of Object.keys(properties ?? {})) all.add(name);
    pending.push(...Object.values(node));
  }
  return { top: Object.keys(schema['properties'] ?? {}), all };
}

/** Says what is wrong with the arguments: the field, the limit and the size of what was sent, never what it was. */
export function refuseInput(error: z.ZodError, received: unknown, fields: DeclaredFields): ToolError {
  const problems = error.issues.slice(0, issuesShown).map((issue) => ({
    field: fieldName(issue.path, fields),
    problem: describe(issue, valueAt(received, issue.path), fields),
  }));
  const more = error.issues.length - problems.length;
  const sentences = problems.map(({ field, problem }) => (field === '' ? problem : `${field}: ${problem}`));
  if (more > 0) sentences.push(`and ${more} more`);
  const details: JsonObject = { problems };
  return new ToolError('INVALID_INPUT', `${sentences.join('; ')}.`, { details, cause: error });
}

function describe(issue: z.core.$ZodIssue, sent: unknown, fields: DeclaredFields): string {
  const got = sizeOf(sent);
  switch (issue.code) {
    case 'invalid_type':
      return sent === undefined ? `required, expected ${issue.expected}` : `expected ${issue.expected}, got ${got}`;
    case 'too_big':
      return `${bound(issue, 'at most', 'less than')} ${issue.maximum}${unit(issue.origin)} allowed, got ${got}`;
    case 'too_small':
      return `${bound(issue, 'at least', 'more than')} ${issue.minimum}${unit(issue.origin)} required, got ${got}`;
    case 'invalid_value':
      return `expected one of ${list(issue.values.map((value) => JSON.stringify(value)))}, got ${got}`;
    case 'invalid_format':
      return `expected ${format(issue)}, got ${got}`;
    case 'not_multiple_of':
      return `expected a multiple of ${issue.divisor}, got ${got}`;
    case 'unrecognized_keys':
      return unknownFields(issue, fields);
    case 'invalid_key':
    case 'invalid_element':
    case 'invalid_union':
      return `does not match any allowed form, got ${got}`;
    case 'custom':
      // The schema's author wrote it; zod's own sentence says nothing.
      return `${issue.message === 'Invalid input' ? 'not accepted' : issue.message}, got ${got}`;
  }
}

function bound(issue: { inclusive?: boolean; exact?: boolean }, inclusive: string, exclusive: string): string {
  if (issue.exact === true) return 'exactly';
  return issue.inclusive === false ? exclusive : inclusive;
}

function format(issue: z.core.$ZodIssueInvalidStringFormat): string {
  const { pattern, prefix, suffix, includes } = issue as FormatIssue;
  const name: string = issue.format;
  switch (name) {
    case 'regex':
      return `text that matches ${pattern}`;
    case 'starts_with':
      return `text that starts with ${JSON.stringify(prefix)}`;
    case 'ends_with':
      return `text that ends with ${JSON.stringify(suffix)}`;
    case 'includes':
      return `text that includes ${JSON.stringify(includes)}`;
    default:
      return name;
  }
}

/** What zod adds for some formats; `format` may be any string, so its own union does not narrow. */
interface FormatIssue extends z.core.$ZodIssueInvalidStringFormat {
  readonly prefix?: string;
  readonly suffix?: string;
  readonly includes?: string;
}

function unknownFields({ keys, path }: z.core.$ZodIssueUnrecognizedKeys, fields: DeclaredFields): string {
  const shown = keys
    .slice(0, issuesShown)
    .map((key) => (isShown(key, fields) ? key : `a name of ${key.length} characters`));
  const more = keys.length > shown.length ? ` and ${keys.length - shown.length} more` : '';
  const known = path.length === 0 ? ` (known: ${fields.top.join(', ') || 'none'})` : '';
  return `unknown field ${shown.join(', ')}${more}${known}`;
}

function list(choices: readonly string[]): string {
  const more = choices.length - choicesShown;
  return choices.slice(0, choicesShown).join(', ') + (more > 0 ? ` and ${more} more` : '');
}

function unit(origin: string): string {
  if (origin === 'string') return ' characters';
  if (origin === 'array' || origin === 'set') return ' items';
  return '';
}

function sizeOf(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (value === null) return 'null';
  if (typeof value === 'string') {
    const bytes = byteLength(value);
    const characters = codePoints(value);
    return `text of ${characters} characters${bytes === characters ? '' : ` (${bytes} bytes)`}`;
  }
  if (Array.isArray(value)) return `an array of ${value.length} items`;
  if (typeof value === 'object') return `an object of ${Object.keys(value).length} fields`;
  return `a ${typeof value}`;
}

/** What `maxLength` counts, in JSON Schema as in zod. */
function codePoints(text: string): number {
  let count = 0;
  for (const _ of text) count += 1;
  return count;
}

function isShown(name: string, fields: DeclaredFields): boolean {
  return fields.all.has(name) || harmlessName.test(name);
}

function fieldName(path: readonly PropertyKey[], fields: DeclaredFields): string {
  return path
    .map((key) => {
      if (typeof key === 'number') return `[${key}]`;
      return isShown(String(key), fields) ? `.${String(key)}` : '.(unnamed)';
    })
    .join('')
    .replace(/^\./, '');
}

function valueAt(root: unknown, path: readonly PropertyKey[]): unknown {
  let value = root;
  for (const key of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined;
    value = (value as Record<PropertyKey, unknown>)[key];
  }
  return value;
}
