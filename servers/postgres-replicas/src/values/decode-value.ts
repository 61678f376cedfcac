import type { Json } from '@mcp-chassis/tool-kit';
import { exactNumber } from './exact-number.ts';
import { isoTime, isoTimestamp } from './iso-time.ts';
import { MalformedValueError, parseArray, type ArrayText } from './parse-array.ts';
import { parseFields, splitMultirange } from './parse-fields.ts';
import { parseJson } from './parse-json.ts';
import type { PgType } from './pg-type.ts';
import { summariseBytes, summariseJson, summariseText, type SummaryOptions } from './summarise.ts';

const defaultMaxCellCharacters = 2_000;

/**
 * A value in Postgres' text format as JSON: numbers that fit exactly, else strings; times in ISO 8601; json as JSON;
 * arrays, ranges and composites as structures; bytea and what is too long as summaries. Text that is not in its type's
 * form stays text.
 */
export function decodeValue(type: PgType, text: string, options: SummaryOptions): Json {
  try {
    return decode(type, text, options);
  } catch (error) {
    if (error instanceof MalformedValueError || error instanceof SyntaxError) return decodeText(text, options);
    throw error;
  }
}

function decode(type: PgType, text: string, options: SummaryOptions): Json {
  switch (type.form) {
    case 'text':
      return decodeText(text, options);
    case 'boolean':
      return text === 't';
    case 'number':
      return exactNumber(text);
    case 'float': {
      const value = Number(text);
      return Number.isFinite(value) ? value : text;
    }
    case 'json':
      return decodeJson(text, options);
    case 'bytea':
      return summariseBytes(text, options);
    case 'date':
    case 'timestamp':
      return isoTimestamp(text);
    case 'timetz':
      return isoTime(text);
    case 'void':
      return null;
    case 'array':
      return decodeArray(parseArray(text, type.delimiter), type.element, options);
    case 'range':
      return decodeRange(type.bound, text, options);
    case 'multirange':
      return splitMultirange(text).map((range) => decodeRange(type.bound, range, options));
    case 'composite':
      return decodeComposite(type.fields, text, options);
  }
}

function decodeText(text: string, options: SummaryOptions): Json {
  return text.length > (options.maxCellCharacters ?? defaultMaxCellCharacters) ? summariseText(text, options) : text;
}

function decodeJson(text: string, options: SummaryOptions): Json {
  if (text.length > (options.maxCellCharacters ?? defaultMaxCellCharacters)) return summariseJson(text, options);
  const json = parseJson(text);
  return json === undefined ? summariseJson(text, options) : json;
}

function decodeArray(items: ArrayText, element: PgType, options: SummaryOptions): Json {
  return items.map((item) => {
    if (item === null) return null;
    return typeof item === 'string' ? decodeValue(element, item, options) : decodeArray(item, element, options);
  });
}

function decodeRange(bound: PgType, text: string, options: SummaryOptions): Json {
  if (text === 'empty') return { empty: true };
  const fields = parseFields(text);
  if (fields.length !== 2) throw new MalformedValueError();
  const [lower, upper] = fields.map((field) => (field === null ? null : decodeValue(bound, field, options)));
  return {
    lower: lower ?? null,
    upper: upper ?? null,
    lower_inclusive: text.startsWith('['),
    upper_inclusive: text.endsWith(']'),
  };
}

type CompositeFields = Extract<PgType, { readonly form: 'composite' }>['fields'];

/** Named fields where the type has them: column policies must see the names also inside a whole-row value. */
function decodeComposite(fields: CompositeFields, text: string, options: SummaryOptions): Json {
  const values = text === '()' && (fields?.length ?? 0) === 0 ? [] : parseFields(text);
  if (fields === undefined) return values.map((value) => (value === null ? null : decodeText(value, options)));
  if (values.length !== fields.length) throw new MalformedValueError();
  return Object.fromEntries(
    fields.map(({ name, type }, index) => {
      const value = values[index] ?? null;
      return [name, value === null ? null : decodeValue(type, value, inField(options, name))];
    }),
  );
}

function inField(options: SummaryOptions, name: string): SummaryOptions {
  return options.scrub === undefined ? options : { ...options, scrub: options.scrub.field(name) };
}
