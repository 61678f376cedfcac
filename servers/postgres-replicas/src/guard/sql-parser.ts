import { blankComments } from './blank-comments.ts';
import { keepWasmBaseline } from './keep-wasm-baseline.ts';
import openPgQuery, { type PgQueryModule } from 'libpg-query/wasm/libpg-query.js';

export type ParseOutcome =
  | {
      readonly ok: true;
      readonly statements: readonly ParsedStatement[];
      /** What was parsed: `sql`, or `sql` with blanks for its comments. Of the same length in characters. */
      readonly text: string;
    }
  | { readonly ok: false; readonly why: 'syntax'; /** 1-based, in characters. */ readonly position: number }
  | { readonly ok: false; readonly why: 'too-deep' | 'unavailable' };

/** One statement as the grammar saw it. Offsets are bytes of the UTF-8 text; both are absent when zero. */
export interface ParsedStatement {
  readonly stmt: Readonly<Record<string, unknown>>;
  readonly stmt_location?: number;
  readonly stmt_len?: number;
}

/** The grammar of Postgres 18. `parse` never throws. */
export interface SqlParser {
  parse(sql: string): ParseOutcome;
}

/**
 * A stack overflow inside WASM leaves its memory and its stack pointer behind: measured, after 44 of them an instance
 * answers nothing but `memory access out of bounds`, for good. An instance is replaced long before that.
 */
const overflowsPerInstance = 8;

/**
 * Opens the parser. When hostile input has worn it out, another instance takes its place; it is opened at the first
 * overflow, so that it is ready by then (it takes about 25 ms and 10 MB).
 *
 * The instances hold no handles and need no closing.
 */
export async function openSqlParser(): Promise<SqlParser> {
  keepWasmBaseline();
  let active: PgQueryModule | undefined = await openPgQuery();
  let spare: PgQueryModule | undefined;
  let opening = false;
  let overflows = 0;

  const openSpare = async (): Promise<void> => {
    if (opening || spare !== undefined) return;
    opening = true;
    try {
      const opened = await openPgQuery();
      if (active === undefined) active = opened;
      else spare = opened;
    } catch {
      // Until the next attempt `parse` answers `unavailable`, which refuses.
    } finally {
      opening = false;
    }
  };

  return {
    parse(sql) {
      if (active === undefined) {
        void openSpare();
        return { ok: false, why: 'unavailable' };
      }
      try {
        return parseTolerant(active, sql);
      } catch (error) {
        overflows += 1;
        void openSpare();
        if (!(error instanceof RangeError) || overflows >= overflowsPerInstance) {
          active = spare;
          spare = undefined;
          overflows = 0;
        }
        return { ok: false, why: 'too-deep' };
      }
    },
  };
}

/** Without its comments, what failed may be fine. */
function parseTolerant(module: PgQueryModule, sql: string): ParseOutcome {
  const outcome = parseWith(module, sql);
  if (outcome.ok || outcome.why !== 'syntax') return outcome;
  const blanked = blankComments(module, sql);
  if (blanked === undefined || blanked === sql) return outcome;
  const again = parseWith(module, blanked);
  return again.ok ? again : outcome;
}

function parseWith(module: PgQueryModule, sql: string): ParseOutcome {
  const bytes = module.lengthBytesUTF8(sql) + 1;
  const text = module._malloc(bytes);
  module.stringToUTF8(sql, text, bytes);
  const result = module._wasm_parse_query_raw(text);
  const [tree, error] = [module.getValue(result, 'i32'), module.getValue(result + 8, 'i32')];
  const outcome = error === 0 ? readTree(module.UTF8ToString(tree), sql) : readError(module, error);
  module._free(text);
  module._wasm_free_parse_result(result);
  return outcome;
}

function readTree(json: string, text: string): ParseOutcome {
  const { stmts = [] } = JSON.parse(json) as { stmts?: ParsedStatement[] };
  return { ok: true, statements: stmts, text };
}

function readError(module: PgQueryModule, error: number): ParseOutcome {
  const message = module.UTF8ToString(module.getValue(error, 'i32'));
  if (/^(?:memory exhausted|stack depth limit exceeded|out of memory)/u.test(message))
    return { ok: false, why: 'too-deep' };
  return { ok: false, why: 'syntax', position: Math.max(1, module.getValue(error + 16, 'i32')) };
}
