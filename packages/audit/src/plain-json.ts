import type { Json } from '@mcp-chassis/tool-kit';

/** Levels and parts of what is looked at; more takes other ways. */
const mostLevels = 64;
const mostParts = 1_000;
const fewKeys = 16;

/** How many parts have been come upon. */
interface Walk {
  parts: number;
}

/**
 * Canonical JSON (RFC 8785) of what most requests are: small, with texts and keys of printable ASCII, tabs and line feeds, in
 * which `renderUntrusted` has nothing to change. One walk finds that out and writes it. Undefined for everything else.
 */
export function plainJson(value: Json): string | undefined {
  return write(value, mostLevels, { parts: 0 });
}

function write(value: unknown, levels: number, walk: Walk): string | undefined {
  if (typeof value === 'string') return quotePlain(value);
  if (typeof value === 'number') return Number.isFinite(value) ? String(value) : undefined;
  if (value === null || typeof value === 'boolean') return String(value);
  if (typeof value !== 'object' || levels === 0) return undefined;
  if (Array.isArray(value)) return writeItems(value, levels - 1, walk);
  return Object.getPrototypeOf(value) === Object.prototype
    ? writeFields(value as Readonly<Record<string, unknown>>, levels - 1, walk)
    : undefined;
}

function writeItems(items: readonly unknown[], levels: number, walk: Walk): string | undefined {
  if ((walk.parts += items.length) > mostParts) return undefined;
  let text = '';
  for (const item of items) {
    const written = write(item, levels, walk);
    if (written === undefined) return undefined;
    text += (text === '' ? '[' : ',') + written;
  }
  return text === '' ? '[]' : `${text}]`;
}

function writeFields(fields: Readonly<Record<string, unknown>>, levels: number, walk: Walk): string | undefined {
  const keys = Object.keys(fields);
  if ((walk.parts += keys.length) > mostParts) return undefined;
  let text = '';
  sort(keys);
  for (const key of keys) {
    const name = quotePlain(key);
    const written = name && write(fields[key], levels, walk);
    if (written === undefined) return undefined;
    text += `${text === '' ? '{' : ','}${name}:` + written;
  }
  return text === '' ? '{}' : `${text}}`;
}

/** By UTF-16 units. A few keys are in order before the built-in sort has begun. */
function sort(keys: string[]): void {
  if (keys.length > fewKeys) keys.sort();
  for (let i = 1; i < keys.length; i += 1) {
    const key = keys[i]!;
    let at = i;
    for (; at > 0 && keys[at - 1]! > key; at -= 1) keys[at] = keys[at - 1]!;
    keys[at] = key;
  }
}

const [space, quotes, backslash, tilde] = [0x20, 0x22, 0x5c, 0x7e];
const notPlain = /[^\t\n -~]/;

function quotePlain(text: string): string | undefined {
  for (let i = 0; i < text.length; i += 1) {
    const unit = text.charCodeAt(i);
    if (unit < space || unit > tilde || unit === quotes || unit === backslash) {
      return notPlain.test(text) ? undefined : JSON.stringify(text);
    }
  }
  return `"${text}"`;
}
