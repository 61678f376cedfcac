import { replaceNumber, replaceText, type Engine } from './engine.ts';
import { findHits } from './hits.ts';
import type { Verdict } from './name-policy.ts';
import type { Place } from './place.ts';
import { scrubJson } from './scrub-json.ts';
import { scrubTable } from './scrub-table.ts';
import { scrubText } from './scrub-text.ts';

const MAX_JSON_TEXT = 16_000_000;
/** How a document ends that begins with a brace, a bracket or a quote. */
const CLOSING: ReadonlyMap<number, number> = new Map([
  [123, 125],
  [91, 93],
  [34, 34],
]);
const SHORTEST_CARD = 1e14;

/** A scalar under the verdict of its place. Only an operator that somebody set for the place touches booleans. */
export function scrubLeaf(value: unknown, engine: Engine, place: Place): unknown {
  const { verdict } = place;
  if (verdict.kind === 'allow') return value;
  if (typeof value === 'string') {
    if (value === '') return value;
    if (verdict.kind === 'search') return scrubString(value, engine, place);
    const type = wholeType(value, verdict, engine);
    return type === undefined
      ? scrubString(value, engine, place)
      : replaceText(engine, type, value, place, operatorOf(verdict));
  }
  if (verdict.kind === 'search') {
    return engine.searchesNumbers && isCardLike(value) ? scrubNumber(value, engine, place) : value;
  }
  if (typeof value !== 'number' && typeof value !== 'bigint' && typeof value !== 'boolean') return value;
  const type = wholeType(String(value), verdict, engine);
  if (type === undefined) return value;
  return typeof value === 'number'
    ? replaceNumber(engine, type, value, place, operatorOf(verdict))
    : replaceText(engine, type, String(value), place, operatorOf(verdict));
}

export const operatorOf = (verdict: Verdict) => (verdict.kind === 'apply' ? verdict.operator : undefined);

/** A whole number as long as a card's. Shorter ones are too often sums and sizes. */
const isCardLike = (value: unknown): value is number =>
  typeof value === 'number' && value >= SHORTEST_CARD && Number.isSafeInteger(value);

function scrubNumber(value: number, engine: Engine, place: Place): unknown {
  const text = String(value);
  const [hit] = findHits(engine, text, place.context);
  const isWhole = hit !== undefined && hit.start === 0 && hit.end === text.length;
  return isWhole ? replaceNumber(engine, hit.type, value, place) : value;
}

/** Running text, or a JSON document in a string, which keeps its formatting. */
export function scrubString(text: string, engine: Engine, place: Place): string {
  if (engine.isPlain(text)) return text;
  const document = looksLikeJson(text) ? scrubJson(text, engine, place) : scrubTable(text, engine, place);
  return document ?? scrubText(text, engine, place);
}

const DONE = /^\[([a-z_]+)(?::[a-z\d]{12})?\]$/;

/** The type of a value that its place takes as a whole; `undefined` for others, and for what was replaced before. */
export function wholeType(value: string, verdict: Verdict, { replacer }: Engine): string | undefined {
  if (verdict.kind === 'search' || verdict.kind === 'allow') return undefined;
  const type = verdict.kind === 'apply' ? verdict.type : verdict.rule.type;
  if (value.startsWith('[') && DONE.exec(value)?.[1] === type) return undefined;
  if (verdict.kind === 'apply') return type;
  return verdict.rule.accepts(value) && !replacer.keeps(type, value, 0, value.length) ? type : undefined;
}

/** What JSON calls white space. */
const isSpace = (code: number): boolean => code === 32 || (code >= 9 && code <= 13);

function looksLikeJson(text: string): boolean {
  if (text.length > MAX_JSON_TEXT) return false;
  let start = 0;
  while (isSpace(text.charCodeAt(start))) start++;
  const close = CLOSING.get(text.charCodeAt(start));
  if (close === undefined) return false;
  let end = text.length - 1;
  while (isSpace(text.charCodeAt(end))) end--;
  return text.charCodeAt(end) === close;
}
