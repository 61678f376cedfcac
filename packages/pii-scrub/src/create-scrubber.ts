import type { Scrub, Scrubber } from '@mcp-chassis/tool-kit';
import type { Engine } from './engine.ts';
import { type ColumnOverrides, createNamePolicy } from './name-policy.ts';
import { createNameRules } from './name-rules.ts';
import { scrubRows } from './rows.ts';
import { scrubString } from './scrub-leaf.ts';
import { standardDetectors } from './standard-detectors.ts';
import { createTally } from './tally.ts';
import { walk } from './walk.ts';

/** What a scrubber is told about the data it sees. */
export interface ScrubberOptions {
  /**
   * What to do with a column whatever its values look like: `redact` replaces every value, `allow` keeps them untouched. Keys are
   * a name (`notes`) or an origin (`public.customers.notes`). For a column with a known origin only the origin counts, never
   * the alias that a query gave it; a column of `rows` without an origin cannot be allowed.
   */
  readonly columns?: ColumnOverrides;
}

/** How many values of which type were replaced; never the values. */
export interface ScrubReport {
  readonly total: number;
  readonly counts: Readonly<Record<string, number>>;
}

/** A `Scrubber` of the call path that also works on its own, e.g. in a script. */
export interface PiiScrubber extends Scrubber {
  /**
   * Scrubs one value on its own. The result has the same containers, array lengths and number of keys; parts that need no change
   * are shared with the input, which is never modified. Replaced numbers become strings such as `[card]`.
   */
  scrub<T>(value: T): { readonly value: T; readonly report: ScrubReport };
}

/** Replaces personal data and secrets with typed placeholders. Holds no value between calls; runs in Node and on Workers. */
export function createScrubber(options: ScrubberOptions = {}): PiiScrubber {
  const rules = createNameRules();
  const detectors = standardDetectors(rules);
  const policy = createNamePolicy(rules, options.columns ?? {});
  const createEngine = (): Engine => ({ detectors, policy, tally: createTally() });

  return {
    name: 'pii-scrub',
    start: () => startScrub(createEngine()),
    scrub<T>(value: T) {
      const engine = createEngine();
      const scrubbed = walk(value, engine, { kind: 'search' });
      return { value: scrubbed, report: { total: engine.tally.total, counts: { ...engine.tally.counts } } };
    },
  };
}

function startScrub(engine: Engine): Scrub {
  return {
    text: (text) => scrubString(text, engine),
    value(value, path) {
      const key = path?.split('.').at(-1);
      return walk(value, engine, key === undefined ? { kind: 'search' } : engine.policy.forKey(key), key);
    },
    rows: (columns, rows) => scrubRows(columns, rows, engine),
    get counts() {
      return { ...engine.tally.counts };
    },
  };
}
