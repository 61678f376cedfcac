import { ORDINARY } from './ordinary-values.ts';
import type { Positive, Tier } from './positive.ts';
import { POSITIVES } from './positives.ts';
import { createRandom, type Random } from './random.ts';

/** One judged item: what goes in, what must be gone from what comes out, and what must still be there. */
export interface CorpusItem {
  readonly id: string;
  readonly kind: 'text' | 'row' | 'json';
  readonly input: unknown;
  readonly spans: readonly { readonly type: string; readonly value: string; readonly tier: Tier }[];
  readonly negatives: readonly string[];
  readonly neg_types: readonly string[];
}

/** A corpus made from the seed. Everything in it is invented. */
export function makeCorpus(seed: number, size: number): readonly CorpusItem[] {
  const random = createRandom(seed);
  return Array.from({ length: size }, (_, index) => makeItem(random, `g${index}`));
}

function makeItem(random: Random, id: string): CorpusItem {
  const [negType, ordinary] = random.pick(Object.entries(ORDINARY));
  const negative = ordinary.make(random);
  const saidNegative = random.pick(ordinary.says).replace('#', () => negative);
  const positive = random.pick(POSITIVES)(random);
  const span = { type: positive.type, tier: positive.tier, value: positive.value };
  const roll = random.int(0, 99);
  if (roll < 20)
    return { id, kind: 'text', input: saidNegative, spans: [], negatives: [negative], neg_types: [negType] };
  if (positive.columns.length === 0 || (positive.says.length > 0 && roll < 75)) {
    const said = random.pick(positive.says).replace('#', () => positive.value);
    const input = wrapText(random, said, saidNegative);
    const isWhole = input !== said;
    return {
      id,
      kind: typeof input === 'string' ? 'text' : 'json',
      input,
      spans: [span],
      negatives: isWhole ? [negative] : [],
      neg_types: isWhole ? [negType] : [],
    };
  }
  return negType === 'version4'
    ? makeRecord(random, id, positive, '7.1.2', 'version')
    : makeRecord(random, id, positive, negative, negType);
}

/** The two in one line, or in what lines come in. */
function wrapText(random: Random, said: string, other: string): unknown {
  return random.pick<() => unknown>([
    () => said,
    () => `[${other}] ${said}`,
    () => `${said} (${other})`,
    () => `2024-02-13T20:28:04.704Z INFO [worker-3] ${other} | ${said}`,
    () => `${other}\n${said}\n`,
    () => `${said}, then ${other}`,
    () => ({ level: 'info', msg: said, extra: other, n: 1 }),
    () => [other, { log: said }],
    () => ({ lines: [said, other] }),
  ])();
}

const ORDINARY_COLUMNS: Readonly<Record<string, readonly unknown[]>> = {
  id: [1, 42, 99_871],
  product_name: ['Desk 897', 'Blue Lamp'],
  status: ['shipped', 'active'],
  total: [12.5, 980, 64.25],
  country: ['Germany', 'Spain'],
  created_at: ['2024-01-15T10:00:00Z', '2023-07-01'],
  file_name: ['report.csv', 'export-2024.parquet'],
  host_name: ['orders-db-1', 'cache-7'],
  is_active: [true, false],
  email_count: [3, 17],
  description: ['left at the door', 'replacement for broken unit'],
  sku: ['AB-1029-XL', '77-4410'],
  city_count: [7, 8],
  quantity: [4, 12],
  order_number: [7_179_832_697_050_394, 10_002_345],
  bytes: [1_073_741_824, 52_428_800],
};

function makeRecord(random: Random, id: string, positive: Positive, negative: string, negType: string): CorpusItem {
  const column = random.pick(positive.columns);
  const [name, values] = random.pick(Object.entries(ORDINARY_COLUMNS));
  const kept = random.pick(values);
  const span = { type: positive.type, tier: positive.tier, value: positive.value };
  const value = column === 'note' ? `see ${positive.value} please` : positive.value;
  const record: Record<string, unknown> = { id: random.int(1, 9_999), [column]: value, [name]: kept, ref: negative };
  const negatives = [String(kept), negative].filter((text) => text !== 'true' && text !== 'false');
  const base = {
    id,
    spans: [span],
    negatives,
    neg_types: negatives.map((text) => (text === negative ? negType : `column:${name}`)),
  };
  const inText = JSON.stringify(record);
  const isInText = !inText.includes(positive.value) || negatives.some((text) => !inText.includes(text));
  return random.pick<() => CorpusItem>([
    () => ({ ...base, kind: 'row', input: record }),
    () => ({ ...base, kind: 'row', input: record }),
    () => ({ ...base, kind: 'json', input: { data: { items: [record] }, page: 1 } }),
    () =>
      isInText
        ? { ...base, kind: 'json', input: { data: record } }
        : { ...base, kind: 'json', input: { body: inText, n: 1 } },
    () => (isInText ? { ...base, kind: 'row', input: record } : { ...base, kind: 'text', input: inText }),
  ])();
}
