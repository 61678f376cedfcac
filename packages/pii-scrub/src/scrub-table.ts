import { isLetter } from './char-class.ts';
import type { Engine } from './engine.ts';
import { memberPlace } from './member-place.ts';
import type { Place } from './place.ts';
import { scrubLeaf } from './scrub-leaf.ts';
import { scrubText } from './scrub-text.ts';

const SEPARATORS = [',', ';', '\t', '|'] as const;
const NAME = /^[\p{L}_][\p{L}\p{N}_ .-]{0,40}$/u;
const HEADER = /^[\p{L}_"][\p{L}\p{N}_ .,;|\t"-]+$/u;
const LONGEST_HEADER = 2_000;
const FEWEST_COLUMNS = 2;

/**
 * Lines of cells under a line of names, as in CSV: each cell is judged by its column, and its quotes stay. `undefined` when the text
 * is no such table, or when no name in it tells anything.
 */
export function scrubTable(text: string, engine: Engine, place: Place): string | undefined {
  if (!mayBegin(text.charCodeAt(0))) return undefined;
  const headerEnd = text.indexOf('\n');
  if (headerEnd < FEWEST_COLUMNS || headerEnd > LONGEST_HEADER) return undefined;
  const header = text.slice(0, text[headerEnd - 1] === '\r' ? headerEnd - 1 : headerEnd);
  if (!HEADER.test(header)) return undefined;
  const separator = SEPARATORS.find((candidate) => header.includes(candidate));
  if (separator === undefined) return undefined;
  const names = splitCells(header, separator).map((name) => bare(name).trim());
  if (names.length < FEWEST_COLUMNS || !names.every((name) => NAME.test(name))) return undefined;
  const places = names.map((name) => memberPlace(place, name, engine));
  if (!places.some(({ verdict }) => verdict.kind !== 'search')) return undefined;

  const lines = text.slice(headerEnd + 1).split('\n');
  const scrubbed = lines.map((line) => {
    const cells = splitCells(line, separator);
    if (cells.length !== names.length) return engine.isPlain(line) ? line : scrubText(line, engine, place);
    return cells.map((cell, at) => scrubCell(cell, engine, places[at]!)).join(separator);
  });
  return `${text.slice(0, headerEnd)}\n${scrubbed.join('\n')}`;
}

/** A header begins with a letter, an underscore or a quote. */
const mayBegin = (code: number): boolean => code > 127 || isLetter(code) || code === 95 || code === 34;

function scrubCell(cell: string, engine: Engine, place: Place): string {
  const value = bare(cell);
  if (value === '') return cell;
  const scrubbed = String(scrubLeaf(value, engine, place));
  return scrubbed === value ? cell : cell.replace(value, () => scrubbed);
}

/** Without blanks and quotes around it. */
const bare = (cell: string): string => cell.trim().replace(/^"(.*)"$/s, '$1');

/** A separator between double quotes separates nothing. */
function splitCells(line: string, separator: string): string[] {
  if (!line.includes('"')) return line.split(separator);
  const cells: string[] = [];
  let from = 0;
  let isQuoted = false;
  for (let at = 0; at < line.length; at++) {
    if (line[at] === '"') isQuoted = !isQuoted;
    else if (line[at] === separator && !isQuoted) {
      cells.push(line.slice(from, at));
      from = at + 1;
    }
  }
  return [...cells, line.slice(from)];
}
