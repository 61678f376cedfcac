import { canonicalJson } from './canonical-json.ts';
import type { EntryDraft } from './record.ts';

/** The canonical JSON (RFC 8785) of an entry before and after the value of `stream`, which it gets with its place. */
export interface EntryText {
  readonly before: string;
  readonly after: string;
}

/** Canonical JSON of fields of an entry, by name, where it has been made already. */
export type FieldTexts = Readonly<Record<string, string | undefined>>;

const [space, quotes, backslash, tilde] = [0x20, 0x22, 0x5c, 0x7e];

/** Canonical JSON of a string. @throws like `canonicalJson`. */
export function quote(text: string): string {
  for (let i = 0; i < text.length; i += 1) {
    const unit = text.charCodeAt(i);
    if (unit < space || unit > tilde || unit === quotes || unit === backslash) return canonicalJson(text);
  }
  return `"${text}"`;
}

type Fields = Readonly<Record<string, string | number | object | undefined>>;

/**
 * Writes a draft whose fields are in canonical order, with `stream` among them as an undefined field. Undefined where there is
 * no canonical JSON: who gives the entry its place refuses it then.
 */
export function writeEntry(draft: EntryDraft, known: FieldTexts): EntryText | undefined {
  let before: string | undefined;
  let text = '{';
  let comma = '';
  try {
    for (const key in draft) {
      const value = (draft as Fields)[key];
      if (key === 'stream') {
        before = `${text}${comma}"stream":`;
        text = '';
      } else if (value !== undefined) {
        text += `${comma}"${key}":${known[key] ?? writeValue(value)}`;
      } else continue;
      comma = ',';
    }
  } catch {
    return undefined;
  }
  return before === undefined ? undefined : { before, after: `${text}}` };
}

function writeValue(value: string | number | object): string {
  return typeof value === 'string' ? quote(value) : canonicalJson(value);
}
