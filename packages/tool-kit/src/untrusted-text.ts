import type { Json, JsonObject } from './json.ts';

// Joiners and variation selectors are ordinary in emoji, one at a time: a heart's colour, a family of three, a keycap.
const emojiJoiner = String.raw`(?<=\p{Extended_Pictographic}[\uFE0F\u{1F3FB}-\u{1F3FF}]?)\u200D(?=\p{Extended_Pictographic})`;
const emojiStyle = String.raw`(?<=\p{Extended_Pictographic})[\uFE0E\uFE0F]|(?<=[0-9#*])\uFE0F(?=\u20E3)`;
// Zero-width, bidirectional, filler and tag characters have no content of their own, nor have annotation marks.
const invisible = new RegExp(`(${emojiJoiner}|${emojiStyle})|[\\p{Default_Ignorable_Code_Point}\\uFFF9-\\uFFFB]`, 'gu');
const lineBreak = /[\u2028\u2029]/g;
// ANSI's ESC among them. Tab and line feed stay, and a carriage return before a line feed.
const control = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u009F]|\r(?!\n)/g;
const suspicious =
  /[\u0000-\u0008\u000B-\u001F\u007F-\u009F\u2028\u2029\uFFF9-\uFFFB\uD800-\uDFFF]|\p{Default_Ignorable_Code_Point}/u;

/**
 * Makes text from outside safe to show to a model and on a terminal: control characters become visible (`\x1b`),
 * zero-width, bidirectional and tag characters are removed (but for those that join one emoji), line and paragraph
 * separators become line feeds, lone surrogates U+FFFD. Idempotent.
 */
export function renderUntrusted(text: string): string {
  if (!suspicious.test(text)) return text;
  return text
    .toWellFormed()
    .replace(invisible, '$1')
    .replace(lineBreak, '\n')
    .replace(control, (character) => `\\x${character.charCodeAt(0).toString(16).padStart(2, '0')}`);
}

/**
 * `renderUntrusted` over every string and key of a JSON value. Returns the same object when nothing changes. The
 * number of keys stays: where two would become one, the changed one gets a number.
 */
export function renderUntrustedJson<T extends Json>(value: T): T;
export function renderUntrustedJson(value: Json): Json {
  return isClean(value) ? value : render(value);
}

/** Almost everything is: worth a look that leaves nothing behind. */
function isClean(value: Json): boolean {
  if (typeof value === 'string') return !suspicious.test(value);
  if (typeof value !== 'object' || value === null) return true;
  if (isArray(value)) return value.every(isClean);
  for (const key of Object.keys(value)) if (suspicious.test(key) || !isClean(value[key] ?? null)) return false;
  return true;
}

function render(value: Json): Json {
  if (typeof value === 'string') return renderUntrusted(value);
  if (typeof value !== 'object' || value === null) return value;
  return isArray(value) ? renderItems(value) : renderFields(value);
}

function renderItems(items: readonly Json[]): readonly Json[] {
  let copy: Json[] | undefined;
  for (const [i, item] of items.entries()) {
    const rendered = render(item);
    if (rendered === item) continue;
    copy ??= items.slice();
    copy[i] = rendered;
  }
  return copy ?? items;
}

function renderFields(fields: JsonObject): JsonObject {
  let changed = false;
  const entries = Object.entries(fields).map(([key, item]): [string, Json] => {
    const rendered = render(item);
    changed ||= rendered !== item || renderUntrusted(key) !== key;
    return [key, rendered];
  });
  return changed ? renameKeys(entries) : fields;
}

/** A key that was clean keeps its name: text from outside cannot take its place. */
function renameKeys(entries: readonly [string, Json][]): JsonObject {
  const taken = new Set(entries.map(([key]) => key).filter((key) => renderUntrusted(key) === key));
  const counts = new Map<string, number>();
  const rename = (key: string): string => {
    const rendered = renderUntrusted(key);
    if (rendered === key) return key;
    let free = rendered;
    while (taken.has(free)) {
      const count = (counts.get(rendered) ?? 1) + 1;
      counts.set(rendered, count);
      free = `${rendered}~${count}`;
    }
    taken.add(free);
    return free;
  };
  return Object.fromEntries(entries.map(([key, item]) => [rename(key), item]));
}

/** `Array.isArray` does not narrow a read-only array. */
const isArray = (value: Json): value is readonly Json[] => Array.isArray(value);
