import type { z } from 'zod';
import { byteLength } from './byte-length.ts';
import { ToolError } from './tool-error.ts';
import type { JsonObject } from './json.ts';

const issuesShown = 5;
const nameShown = /^[A-Za-z0-9_]{1,64}$/;

/** Says what is wrong with the arguments: the field, the limit and the size of what was sent, never what it was. */
export function refuseInput(error: z.ZodError, received: unknown, fields: readonly string[]): ToolError {
  const problems = error.issues.slice(0, issuesShown).map((issue) => ({
    field: fieldName(issue.path),
    problem: describe(issue, valueAt(received, issue.path), fields),
  }));
  const more = error.issues.length - problems.length;
  const sentences = problems.map(({ field, problem }) => (field === '' ? problem : `${field}: ${problem}`));
  if (more > 0) sentences.push(`and ${more} more`);
  const details: JsonObject = { problems };
  return new ToolError('INVALID_INPUT', `${sentences.join('; ')}.`, { details, cause: error });
}

function describe(issue: z.core.$ZodIssue, sent: unknown, fields: readonly string[]): string {
  const got = sizeOf(sent);
  switch (issue.code) {
    case 'invalid_type':
      return sent === undefined ? `required, expected ${issue.expected}` : `expected ${issue.expected}, got ${got}`;
    case 'too_big':
      return `at most ${issue.maximum}${unit(issue.origin)} allowed, got ${got}`;
    case 'too_small':
      return `at least ${issue.minimum}${unit(issue.origin)} required, got ${got}`;
    case 'invalid_value':
      return `expected one of ${issue.values.map((value) => JSON.stringify(value)).join(', ')}, got ${got}`;
    case 'invalid_format':
      return `expected ${issue.format === 'regex' ? `text that matches ${issue.pattern ?? 'its pattern'}` : issue.format}, got ${got}`;
    case 'not_multiple_of':
      return `expected a multiple of ${issue.divisor}, got ${got}`;
    case 'unrecognized_keys': {
      const shown = issue.keys
        .slice(0, issuesShown)
        .map((key) => (nameShown.test(key) ? key : `a name of ${key.length} characters`));
      const level = issue.path.length === 0 ? ` (known: ${fields.join(', ') || 'none'})` : '';
      return `unknown field ${shown.join(', ')}${level}`;
    }
    case 'invalid_key':
    case 'invalid_element':
    case 'invalid_union':
      return `does not match any allowed form, got ${got}`;
    case 'custom':
      return `not accepted, got ${got}`;
  }
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
    return `text of ${value.length} characters${bytes === value.length ? '' : ` (${bytes} bytes)`}`;
  }
  if (Array.isArray(value)) return `an array of ${value.length} items`;
  if (typeof value === 'object') return `an object of ${Object.keys(value).length} fields`;
  return typeof value === 'number' ? 'a number' : `a ${typeof value}`;
}

function fieldName(path: readonly PropertyKey[]): string {
  return path
    .map((key) =>
      typeof key === 'number' ? `[${key}]` : nameShown.test(String(key)) ? `.${String(key)}` : '.(unnamed)',
    )
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
