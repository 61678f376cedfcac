import type { Scrubber } from '@mcp-chassis/tool-kit';
import type { Detector } from './detector.ts';
import { createEngine, type Equipment } from './engine.ts';
import { createNamePolicy, type ColumnOperators } from './name-policy.ts';
import { createNameRules } from './name-rules.ts';
import type { Operator } from './operators/operator.ts';
import { createReplacer, type ReplacerOptions } from './operators/replacer.ts';
import { createPassageReader } from './passage-reader.ts';
import { createPathPolicy } from './path-policy.ts';
import { CallScrub } from './call-scrub.ts';
import { rootPlace } from './place.ts';
import { standardDetectors } from './standard-detectors.ts';
import { createScrubStream, type ScrubStream } from './stream.ts';
import { createTally, type ScrubReport } from './tally.ts';
import { walk } from './walk.ts';

/** What a scrubber is told about the data it sees. Policies in YAML or JSON become this by `readPolicy` of `./policy`. */
export interface ScrubberOptions extends ReplacerOptions {
  /**
   * What to do with a column or key whatever its values look like. Keys are a name (`notes`) or an origin
   * (`public.customers.notes`). For a column with a known origin only the origin counts, never the alias that a query gave it; a
   * column of `rows` without an origin cannot be allowed.
   */
  readonly columns?: ColumnOperators;
  /**
   * The same by place in a document, before `columns`: keys from the root, e.g. `orders[].customer.note`. `*` is any one key, `**`
   * any number of them.
   */
  readonly paths?: Readonly<Record<string, Operator>>;
  /** Detectors beside the built-in ones, which name a hit first. */
  readonly detectors?: readonly Detector[];
}

/**
 * What a value is, when that is known. A value of a `row`, or of `rows`, is a cell of a table: a whole number as long as a card's is
 * searched too. In `text` and `json`, as without a kind, such a number is an id unless its key says otherwise.
 */
export type ScrubKind = 'text' | 'json' | 'row' | 'rows';

/** A `Scrubber` of the call path that also works on its own, e.g. in a script. */
export interface PiiScrubber extends Scrubber {
  /**
   * Scrubs one value on its own. The result has the same containers, array lengths and number of keys; parts that need no change
   * are shared with the input, which is never modified. Replaced numbers become strings such as `[card]`, except by `pseudonym`.
   */
  scrub<T>(value: T, kind?: ScrubKind): { readonly value: T; readonly report: ScrubReport };
  /**
   * Scrubs text that comes in chunks, as `pipeThrough(scrubber.stream())`. A value that is split over chunks is found; some 4 000
   * characters are held back for that until more comes, or a text that may be one value as long as it goes on, up to 64 000.
   */
  stream(): ScrubStream;
}

/**
 * Replaces personal data and secrets. Holds no value between calls but the pseudonyms it made; runs in Node and on Workers.
 *
 * @throws RangeError for a `pseudonymKey` of fewer than 16 bytes.
 * @throws TypeError when an operator is `pseudonym` and there is no key.
 */
export function createScrubber(options: ScrubberOptions = {}): PiiScrubber {
  const equipment = equip(options);
  const root = rootPlace(equipment.paths.root);
  return {
    name: 'pii-scrub',
    start: () => new CallScrub(createEngine(equipment, createTally(), false), root),
    scrub<T>(value: T, kind?: ScrubKind) {
      const engine = createEngine(equipment, createTally(), kind === 'row' || kind === 'rows');
      const scrubbed = walk(value, engine, root);
      return { value: scrubbed, report: engine.tally.report() };
    },
    stream: () => createScrubStream(createEngine(equipment, createTally(), false), root),
  };
}

function equip(options: ScrubberOptions): Equipment {
  const { columns = {}, paths = {}, detectors = [], types = {} } = options;
  const rules = createNameRules();
  const reader = createPassageReader();
  // What is plain to the built-in detectors may be just what another looks for.
  const isPlain = detectors.length === 0 ? (text: string) => reader.isPlain(text) : () => false;
  return {
    detectors: [...standardDetectors(rules), ...detectors.map(askedAlways)],
    reader,
    isPlain,
    names: createNamePolicy(rules, columns, isPlain),
    paths: createPathPolicy(paths),
    replacer: createReplacer(
      options,
      [types, columns, paths].flatMap((operators) => Object.values(operators)),
    ),
  };
}

/** A detector of somebody else's, whatever properties it has. */
function askedAlways(detector: Detector): Detector {
  return { type: detector.type, find: (passage, found) => detector.find(passage, found) };
}
