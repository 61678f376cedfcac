const NAMING = /^(?:name|key|field|label|header|attribute|param|parameter|variable|property|column|title)$/i;
const NAMED = /^(?:value|val|content|data|text|string_?value)$/i;

/** True for a key whose value names another beside it: `name` in `{ name: 'DB_PASSWORD', value: '...' }`. */
export const isNamingKey = (key: string): boolean => NAMING.test(key);

/** True for the key of what is named. */
export const isNamedKey = (key: string): boolean => NAMED.test(key);

/** The name that an object of few keys gives to its value, as lists of headers, variables and form fields have it. */
export function labelOfEntry(keys: readonly string[], valueOf: (key: string) => unknown): string | undefined {
  if (keys.length > MOST_KEYS) return undefined;
  const naming = keys.find((key) => isNamingKey(key) && typeof valueOf(key) === 'string');
  const label = naming === undefined ? undefined : (valueOf(naming) as string);
  return label !== undefined && label.length <= LONGEST_LABEL ? label : undefined;
}

const MOST_KEYS = 6;
const LONGEST_LABEL = 60;
