/** What becomes of the parts of a JSON document. `Place` is whatever the editor wants to know about where a part stands. */
export interface JsonEdits<Place> {
  readonly root: Place;
  /** The place of the value under `key` of an object at `place`. */
  member(place: Place, key: string): Place;
  /** The place of the items of an array at `place`. */
  item(place: Place): Place;
  key(key: string, place: Place): string;
  text(value: string, place: Place): string;
  /** A text to stand in for a number or boolean, given as it is written; `undefined` keeps it. */
  scalar(literal: string, place: Place): string | undefined;
}

const SCALAR = /-?\d[\d.eE+-]*|true|false|null/y;
const QUOTE = 34;
const BACKSLASH = 92;

/**
 * Edits a JSON document in place: spacing, number literals, repeated keys and order stay as they are written. Needs no recursion,
 * so depth is no danger. `undefined` when the text is not JSON.
 */
export function editJson<Place>(text: string, edits: JsonEdits<Place>): string | undefined {
  if (!isJson(text)) return undefined;
  // One entry for each container that is open: its place, and how many of its keys got a new name; -1 for an array.
  const places: Place[] = [edits.root];
  const renamed: number[] = [-1];
  let current = edits.root;
  let awaitsKey = false;
  let result = '';
  let done = 0;

  const replace = (start: number, end: number, value: string): void => {
    result += text.slice(done, start) + JSON.stringify(value);
    done = end;
  };

  const editKey = (start: number, end: number): void => {
    const depth = places.length - 1;
    const place = places[depth]!;
    const key = valueOf(text, start, end);
    const edited = edits.key(key, place);
    if (edited !== key) {
      renamed[depth]!++;
      replace(start, end, renamed[depth] === 1 ? edited : `${edited} ${renamed[depth]}`);
    }
    current = edits.member(place, key);
    awaitsKey = false;
  };

  const editText = (start: number, end: number): void => {
    const value = valueOf(text, start, end);
    const edited = edits.text(value, current);
    if (edited !== value) replace(start, end, edited);
  };

  const editScalar = (start: number): number => {
    SCALAR.lastIndex = start;
    const literal = SCALAR.exec(text)?.[0];
    if (literal === undefined) return start + 1;
    const edited = literal === 'null' ? undefined : edits.scalar(literal, current);
    if (edited !== undefined) replace(start, start + literal.length, edited);
    return start + literal.length;
  };

  for (let at = 0; at < text.length;) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) {
      const end = endOfString(text, at);
      if (awaitsKey) editKey(at, end);
      else editText(at, end);
      at = end;
    } else if (code === 123 || code === 91) {
      if (code === 91) current = edits.item(current);
      places.push(current);
      renamed.push(code === 123 ? 0 : -1);
      awaitsKey = code === 123;
      at++;
    } else if (code === 125 || code === 93 || code === 44) {
      if (code !== 44) {
        places.pop();
        renamed.pop();
      }
      current = places[places.length - 1]!;
      awaitsKey = code === 44 && renamed[renamed.length - 1]! >= 0;
      at++;
    } else if (code <= 32 || code === 58) at++;
    else at = editScalar(at);
  }
  return result + text.slice(done);
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** Of the string from quote to quote; most have no escape, and are what stands between. */
function valueOf(text: string, start: number, end: number): string {
  const value = text.slice(start + 1, end - 1);
  return value.includes('\\') ? (JSON.parse(text.slice(start, end)) as string) : value;
}

function endOfString(text: string, start: number): number {
  for (let at = start + 1; ; at++) {
    const code = text.charCodeAt(at);
    if (code === BACKSLASH) at++;
    else if (code === QUOTE) return at + 1;
  }
}
