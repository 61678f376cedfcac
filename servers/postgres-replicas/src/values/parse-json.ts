import type { Json } from '@mcp-chassis/tool-kit';
import { exactNumber } from './exact-number.ts';

const maxDepth = 64;

// Numbers a double may not hold exactly are long or have an exponent; everything else needs no second look.
const mayLoseDigits = /\d(?:[\d.]{15}|[eE])/;

type Reviver = (key: string, value: Json, context: { readonly source?: string }) => Json;

/**
 * Parses json and jsonb. Numbers a double cannot hold exactly become strings. Undefined when it is nested deeper than
 * 64 levels.
 */
export function parseJson(text: string): Json | undefined {
  if (isDeeper(text)) return undefined;
  const parse = JSON.parse as (text: string, reviver?: Reviver) => Json;
  return mayLoseDigits.test(text)
    ? parse(text, (_key, value, { source }) =>
        typeof value === 'number' && source !== undefined ? exactNumber(source) : value,
      )
    : parse(text);
}

function isDeeper(text: string): boolean {
  let depth = 0;
  let isQuoted = false;
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    if (isQuoted) {
      if (unit === 0x5c) at += 1;
      else if (unit === 0x22) isQuoted = false;
    } else if (unit === 0x22) isQuoted = true;
    else if (unit === 0x5b || unit === 0x7b) {
      depth += 1;
      if (depth > maxDepth) return true;
    } else if (unit === 0x5d || unit === 0x7d) depth -= 1;
  }
  return false;
}
