import { nameWords } from './name-words.ts';

/** What ends in these is a count, a reference or a time, whatever stands before. */
const NEUTRAL = new Set(
  (
    'id ids uuid guid count total size bytes length ms seconds minutes at date time timestamp hash sum type status state index ' +
    'limit offset page rate ratio score key code ref reference sku price amount cost quantity qty duration version_id rows sequence seq'
  ).split(' '),
);
const LONGEST = 60;

/** The words of a key and of the one above it, as if they stood in the text before the value: `passport number `. */
export function nameContext(key: string, parent?: string): string {
  const words = nameWords(key.slice(0, LONGEST));
  const last = words.at(-1);
  if (last === undefined || NEUTRAL.has(last)) return '';
  const above = parent === undefined ? [] : nameWords(parent.slice(0, LONGEST));
  return `${[...above, ...words].join(' ')}:`;
}
