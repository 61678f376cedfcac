import { keepByText, type KeptByText } from './kept-by-text.ts';
import type { GuardTarget } from './guard-target.ts';
import type { SqlGuard, SqlVerdict } from './judge-sql.ts';

const limits = { texts: 500, characters: 250_000 };

/**
 * A guard that does not judge a text again that it has allowed for the same target: the very object, so a verdict ends
 * with the catalog and the rules it was given for. A refusal is never kept: it may be due to a parser worn out.
 */
export function withKeptVerdicts(guard: SqlGuard): SqlGuard {
  const allowed = new WeakMap<GuardTarget, KeptByText<SqlVerdict>>();
  const keptFor = (target: GuardTarget) => {
    const known = allowed.get(target);
    if (known !== undefined) return known;
    const kept = keepByText<SqlVerdict>(limits);
    allowed.set(target, kept);
    return kept;
  };
  return {
    judge(sql, target) {
      const kept = keptFor(target);
      const known = kept.get(sql);
      if (known !== undefined) return known;
      const verdict = guard.judge(sql, target);
      if (verdict.allowed) kept.set(sql, verdict);
      return verdict;
    },
  };
}
