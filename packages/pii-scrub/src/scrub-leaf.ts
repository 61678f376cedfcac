import { editJson } from './edit-json.ts';
import type { Engine } from './engine.ts';
import type { Verdict } from './name-policy.ts';
import { isPlain } from './passage.ts';
import { scrubText } from './scrub-text.ts';

const MAX_JSON_TEXT = 16_000_000;

/** A scalar under a verdict. Only a forced `redact` touches booleans. */
export function scrubLeaf(value: unknown, engine: Engine, verdict: Verdict): unknown {
  if (verdict.kind === 'allow') return value;
  if (typeof value === 'string') {
    if (value === '') return value;
    const type = wholeType(value, verdict);
    return type === undefined ? scrubString(value, engine) : engine.tally.replace(type);
  }
  if (verdict.kind === 'search') return engine.searchesNumbers === true ? scrubNumber(value, engine) : value;
  if (typeof value !== 'number' && typeof value !== 'bigint' && typeof value !== 'boolean') return value;
  const type = wholeType(String(value), verdict);
  return type === undefined ? value : engine.tally.replace(type);
}

/** A whole number as long as a card's. Shorter ones are too often sums and sizes. */
function scrubNumber(value: unknown, engine: Engine): unknown {
  if (typeof value !== 'number' || !Number.isSafeInteger(value) || value < 1e14) return value;
  const text = String(value);
  const scrubbed = scrubText(text, engine.detectors, engine.tally);
  return scrubbed === text ? value : scrubbed;
}

/** Running text, or a JSON document in a string, which keeps its formatting. */
export function scrubString(text: string, engine: Engine): string {
  if (isPlain(text)) return text;
  return (looksLikeJson(text) ? scrubJson(text, engine) : undefined) ?? scrubText(text, engine.detectors, engine.tally);
}

/** The placeholder's type when the verdict takes the value as a whole. */
export function wholeType(value: string, verdict: Verdict): string | undefined {
  if (verdict.kind === 'redact') return value === `[${verdict.type}]` ? undefined : verdict.type;
  return verdict.kind === 'rule' && verdict.rule.accepts(value) ? verdict.rule.type : undefined;
}

interface JsonPlace {
  readonly verdict: Verdict;
  readonly key?: string;
}

function scrubJson(text: string, engine: Engine): string | undefined {
  const root: JsonPlace = { verdict: { kind: 'search' } };
  return editJson(text, {
    root,
    member: (place, key) => ({ verdict: engine.policy.forMember(place.verdict, key, place.key), key }),
    key: (key) => scrubString(key, engine),
    text: (value, place) => scrubLeaf(value, engine, place.verdict) as string,
    scalar(literal, { verdict }) {
      const type = verdict.kind === 'search' ? undefined : wholeType(literal, verdict);
      return type === undefined ? undefined : engine.tally.replace(type);
    },
  });
}

function looksLikeJson(text: string): boolean {
  if (text.length > MAX_JSON_TEXT) return false;
  const trimmed = text.trim();
  return (trimmed.startsWith('{') && trimmed.endsWith('}')) || (trimmed.startsWith('[') && trimmed.endsWith(']'));
}
