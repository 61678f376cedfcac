import { classifyStatement, type StatementKind } from './classify-statement.ts';
import { collectUses, createUses } from './collect-uses.ts';
import type { GuardTarget } from './guard-target.ts';
import { judgeStrictColumns } from './judge-strict-columns.ts';
import { judgeText } from './judge-text.ts';
import { judgeUses } from './judge-uses.ts';
import type { Refusal } from './refusal.ts';
import { openSqlParser, type ParsedStatement, type ParseOutcome } from './sql-parser.ts';
import { excerptStatement, toPosition } from './statement-text.ts';
import { walkTree } from './walk-tree.ts';

export type SqlVerdict =
  | {
      readonly allowed: true;
      readonly kind: StatementKind;
      /** Present for EXPLAIN; `analyze` runs the query. */
      readonly explain?: { readonly analyze: boolean };
      /** The statement alone: without a trailing semicolon and what follows it. */
      readonly statement: string;
      /** Characters of the judged text before it. */
      readonly offset: number;
    }
  | {
      readonly allowed: false;
      /** Stable id of the rule, e.g. `statement-kind`. */
      readonly rule: string;
      /** Our own sentences, safe for a model: what was refused, why, and what to do instead. */
      readonly reason: string;
      /** 1-based, in characters of the text that was judged. */
      readonly position?: number;
    };

/** Judges SQL before it is sent. It fails closed: what it does not know is refused. */
export interface SqlGuard {
  /** Never throws. Takes about 50 us for a typical query, and does no input or output. */
  judge(sql: string, target: GuardTarget): SqlVerdict;
}

/**
 * Opens the guard with the grammar of Postgres 18, which reads the SQL of all supported versions.
 *
 * Its verdict holds on a server whose session has `standard_conforming_strings` on and the search path that the
 * target's catalog was loaded with, and for text that is sent as UTF-8 in one extended-protocol statement.
 */
export async function openSqlGuard(): Promise<SqlGuard> {
  const parser = await openSqlParser();
  return {
    judge(sql, target) {
      const refusal = judgeText(sql);
      if (refusal !== undefined) return refused(sql, refusal);
      const parsed = parser.parse(sql);
      if (!parsed.ok) return refused(sql, refuseUnparsed(parsed, sql));
      const judged = judgeParsed(parsed, target);
      return 'rule' in judged ? refused(parsed.text, judged) : judged;
    },
  };
}

/** `text` is what the refusal's location counts in. */
function refused(text: string, { rule, reason, location, character }: Refusal): SqlVerdict {
  const position = character ?? (location === undefined ? undefined : toPosition(text, location));
  return { allowed: false, rule, reason, ...(position === undefined ? {} : { position }) };
}

type Allowed = Extract<SqlVerdict, { readonly allowed: true }>;
type Parsed = Extract<ParseOutcome, { readonly ok: true }>;

function judgeParsed({ statements, text }: Parsed, target: GuardTarget): Allowed | Refusal {
  const [statement, ...others] = statements;
  if (statement === undefined) return nothingToRun;
  if (others.length > 0) return { ...severalStatements, location: others[0]?.stmt_location };

  const classified = classifyStatement(statement.stmt);
  if ('rule' in classified) return classified;
  const refusal = classified.query === undefined ? undefined : judgeQuery(classified.query, target);
  if (refusal !== undefined) return refusal;
  const { kind, explain } = classified;
  return { allowed: true, kind, ...(explain && { explain }), ...excerptStatement(text, statement) };
}

const none: ReadonlySet<string> = new Set();

function judgeQuery(query: ParsedStatement['stmt'], target: GuardTarget): Refusal | undefined {
  const uses = createUses();
  return (
    walkTree(query, (type, node) => collectUses(uses, type, node)) ??
    judgeUses(uses, target) ??
    judgeStrictColumns(query, target.strictColumns ?? none)
  );
}

function refuseUnparsed(outcome: Extract<ParseOutcome, { readonly ok: false }>, sql: string): Refusal {
  if (outcome.why === 'syntax') {
    const reason = 'This is not valid SQL: the Postgres grammar fails at the position given. Mend the statement there.';
    return sql.trim() === '' ? nothingToRun : { rule: 'syntax', reason, character: outcome.position };
  }
  return outcome.why === 'too-deep'
    ? { rule: 'too-complex', reason: 'The statement is too deeply nested to be judged. Write it flatter.' }
    : { rule: 'unavailable', reason: 'The SQL parser is starting again. Send the statement once more in a moment.' };
}

const nothingToRun: Refusal = {
  rule: 'empty',
  reason: 'There is no statement to run: the text is empty or only a comment. Send one SELECT.',
};

const severalStatements: Refusal = {
  rule: 'multiple-statements',
  reason: 'Only one statement runs at a time. Send each on its own; a semicolon at the end is fine.',
};
