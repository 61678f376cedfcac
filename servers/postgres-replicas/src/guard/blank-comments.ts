import type { PgQueryModule } from 'libpg-query/wasm/libpg-query.js';
import { z } from 'zod';

const scanned = z.object({
  tokens: z.array(z.object({ start: z.number(), end: z.number(), tokenName: z.string() })),
});

const comments: ReadonlySet<string> = new Set(['C_COMMENT', 'SQL_COMMENT']);

/**
 * `sql` with a blank for every character of its comments, as the grammar's own scanner finds them; the same text when
 * there are none, undefined when it cannot be scanned. The parser fails on a comment after a word that it reads together
 * with the next one, as in `NOT IN`; Postgres does not.
 */
export function blankComments(module: PgQueryModule, sql: string): string | undefined {
  const tokens = scan(module, sql);
  if (tokens === undefined) return undefined;
  const bytes = Buffer.from(sql, 'utf8');
  const parts: string[] = [];
  let done = 0;
  for (const { start, end, tokenName } of tokens) {
    if (!comments.has(tokenName)) continue;
    parts.push(bytes.toString('utf8', done, start), ' '.repeat(Array.from(bytes.toString('utf8', start, end)).length));
    done = end;
  }
  return done === 0 ? sql : parts.join('') + bytes.toString('utf8', done);
}

function scan(module: PgQueryModule, sql: string): z.output<typeof scanned>['tokens'] | undefined {
  const size = module.lengthBytesUTF8(sql) + 1;
  const text = module._malloc(size);
  module.stringToUTF8(sql, text, size);
  const answer = module._wasm_scan(text);
  const json = module.UTF8ToString(answer);
  module._free(text);
  module._wasm_free_string(answer);
  try {
    return scanned.parse(JSON.parse(json)).tokens;
  } catch {
    // An error comes as its message, and some tokens as what is no JSON: then the parser's own verdict stands.
    return undefined;
  }
}
