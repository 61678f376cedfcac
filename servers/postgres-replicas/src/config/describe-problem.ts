import type { z } from 'zod';
import { isMap, isNode, isScalar, type Document, type LineCounter } from 'yaml';

type Issue = z.core.$ZodIssue;

/** Where an issue is in the YAML source. */
export interface Source {
  readonly document: Document;
  readonly lines: LineCounter;
}

/** One sentence per mistake: line, key, what was expected. Never the value, which may be a secret. */
export function describeProblems(issues: readonly Issue[], source: Source): readonly string[] {
  return issues.flatMap((issue) => describe(issue, source));
}

function describe(issue: Issue, source: Source): readonly string[] {
  const path = issue.path.map(String);
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((key) => sentence([...path, key], 'unknown key; remove it or mend its spelling', source));
    case 'invalid_key':
      return [sentence(path, issue.issues[0]?.message ?? 'not a valid name', source)];
    case 'invalid_union': {
      const inner = issue.errors.flat().filter((error) => error.path.length > 0 || error.code === 'unrecognized_keys');
      return inner.length === 0
        ? [sentence(path, issue.message, source)]
        : inner.flatMap((error) => describe({ ...error, path: [...path, ...error.path] }, source));
    }
    case 'invalid_type':
      return [
        sentence(
          path,
          path.length === 0 || source.document.hasIn(path)
            ? `expected ${article(issue.expected)}`
            : `missing; expected ${article(issue.expected)}`,
          source,
        ),
      ];
    case 'invalid_value':
      return [sentence(path, `expected ${issue.values.map(String).join(' or ')}`, source)];
    case 'too_small':
      return [sentence(path, `expected at least ${issue.minimum}${unit(issue.origin)}`, source)];
    case 'too_big':
      return [sentence(path, `expected at most ${issue.maximum}${unit(issue.origin)}`, source)];
    default:
      return [sentence(path, issue.message, source)];
  }
}

function article(type: string): string {
  return type === 'record' || type === 'object' ? 'a mapping' : `${/^[aeiou]/.test(type) ? 'an' : 'a'} ${type}`;
}

function unit(origin: string): string {
  if (origin === 'string') return ' characters';
  return origin === 'array' ? ' entries' : '';
}

function sentence(path: readonly string[], problem: string, source: Source): string {
  const line = lineOf(path, source);
  const key = path.length === 0 ? 'the file' : path.join('.');
  return `${line === undefined ? '' : `line ${line}: `}${key}: ${problem}`;
}

/** The line of the key, or of the nearest one that exists above it. */
function lineOf(path: readonly string[], { document, lines }: Source): number | undefined {
  for (let depth = path.length; depth > 0; depth -= 1) {
    const parent = depth === 1 ? document.contents : document.getIn(path.slice(0, depth - 1), true);
    const key = path[depth - 1];
    if (isMap(parent)) {
      const pair = parent.items.find((item) => isScalar(item.key) && String(item.key.value) === key);
      if (pair !== undefined && isNode(pair.key) && pair.key.range) return lines.linePos(pair.key.range[0]).line;
    }
  }
  return undefined;
}
