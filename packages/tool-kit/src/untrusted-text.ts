import type { Json } from './json.ts';

// Zero-width, bidirectional and invisible-tag characters carry no content: removed. Soft hyphen, combining grapheme
// joiner, Arabic letter mark, Mongolian separators, ZW*, bidi embeddings and isolates, invisible operators, BOM, tags.
const invisible =
  /[\u00AD\u034F\u061C\u115F\u1160\u17B4\u17B5\u180B-\u180F\u200B-\u200F\u2028-\u202E\u2060-\u206F\u3164\uFE00-\uFE0F\uFEFF\uFFA0\uFFF9-\uFFFB]|[\u{E0000}-\u{E0FFF}]/gu;
// Other control characters, ANSI's ESC among them, are shown. Tab, line feed and carriage return stay.
const control = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u009F]/g;
const suspicious =
  /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u009F\u00AD\u034F\u061C\u115F\u1160\u17B4\u17B5\u180B-\u180F\u200B-\u200F\u2028-\u202E\u2060-\u206F\u3164\uD800-\uDFFF\uFE00-\uFE0F\uFEFF\uFFA0\uFFF9-\uFFFB]/;

/**
 * Makes text from outside safe to show to a model and on a terminal: control characters become visible (`\x1b`),
 * zero-width, bidirectional and tag characters are removed, lone surrogates become U+FFFD. Idempotent.
 */
export function renderUntrusted(text: string): string {
  if (!suspicious.test(text)) return text;
  return text
    .toWellFormed()
    .replace(invisible, '')
    .replace(control, (character) => `\\x${character.charCodeAt(0).toString(16).padStart(2, '0')}`);
}

/** `renderUntrusted` over every string and key of a JSON value. Returns the same object when nothing changes. */
export function renderUntrustedJson<T extends Json>(value: T): T;
export function renderUntrustedJson(value: Json): Json {
  if (typeof value === 'string') return renderUntrusted(value);
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) {
    let copy: Json[] | undefined;
    for (let i = 0; i < value.length; i += 1) {
      const item = value[i] as Json;
      const rendered = renderUntrustedJson(item);
      if (rendered !== item) copy ??= value.slice();
      if (copy !== undefined) copy[i] = rendered;
    }
    return copy ?? value;
  }
  let changed = false;
  const entries: [string, Json][] = [];
  for (const [key, item] of Object.entries(value)) {
    const renderedKey = renderUntrusted(key);
    const rendered = renderUntrustedJson(item);
    changed ||= renderedKey !== key || rendered !== item;
    entries.push([renderedKey, rendered]);
  }
  return changed ? Object.fromEntries(entries) : value;
}
