import { isToolError, ToolError, type JsonObject } from '@mcp-chassis/tool-kit';
import { identifierAt } from './identifier-at.ts';
import { isLostConnection } from './lost-connection.ts';
import { nearestNames } from './nearest-names.ts';
import { findSentence, type ErrorSentence } from './sqlstate-sentences.ts';

/** What the caller knows about the call that failed. */
export interface DatabaseErrorContext {
  /** The human who answers for this server: whom the agent is told to ask. */
  readonly owner: string;
  /** The target's name as agents use it; never a host. */
  readonly target: string;
  /** Exactly the text that was sent, which the error's position counts in. */
  readonly sql?: string;
  /** Names the agent may see, to suggest the one it meant: tables as `schema.table`. */
  readonly names?: { readonly tables: readonly string[]; readonly columns: readonly string[] };
}

/**
 * Turns what `pg` or the socket threw into an error that an agent can act on.
 *
 * Postgres puts values into MESSAGE, DETAIL, HINT and CONTEXT, so none of them is copied: the sentence is ours, chosen
 * by SQLSTATE, and a name in it comes from the agent's own SQL. `details` holds `sqlstate`, `position` (1-based, in
 * characters) and `nearest`. The original is the `cause`. A `ToolError` is returned as it is.
 */
export function explainDatabaseError(error: unknown, context: DatabaseErrorContext): ToolError {
  if (isToolError(error)) return error;
  const sqlstate = sqlstateOf(error);
  if (sqlstate === undefined) return explainConnection(error, context);
  const sentence = findSentence(sqlstate);
  const position = positionOf(error);
  const wanted = describeMissing(sentence, position, context);
  const details: JsonObject = {
    sqlstate,
    ...(position === undefined ? {} : { position }),
    ...(wanted.nearest.length === 0 ? {} : { nearest: [...wanted.nearest] }),
  };
  const message = fill(sentence.message, context) + wanted.text;
  return new ToolError(sentence.code, message, { ...retry(sentence), details, cause: error });
}

function explainConnection(error: unknown, context: DatabaseErrorContext): ToolError {
  const { code, message } = isLostConnection(error) ? lost : strange;
  return new ToolError(code, fill(message, context), { cause: error });
}

const lost: ErrorSentence = {
  code: 'UPSTREAM_UNAVAILABLE',
  message: 'The connection to the target {target} was lost while the query ran. Send it again.',
};

const strange: ErrorSentence = {
  code: 'INTERNAL_ERROR',
  message: 'Something went wrong while talking to the target {target}. If it happens again, ask {owner}.',
};

function describeMissing(
  sentence: ErrorSentence,
  position: number | undefined,
  context: DatabaseErrorContext,
): { readonly text: string; readonly nearest: readonly string[] } {
  const name = context.sql === undefined || position === undefined ? undefined : identifierAt(context.sql, position);
  if (sentence.missing === undefined || name === undefined) return { text: '', nearest: [] };
  const known = sentence.missing === 'functions' ? [] : (context.names?.[sentence.missing] ?? []);
  const nearest = nearestNames(name, known);
  const suggestion = nearest.length === 0 ? '' : ` Nearest names: ${nearest.join(', ')}.`;
  return { text: ` It is about ${name}.${suggestion}`, nearest };
}

function fill(message: string, context: DatabaseErrorContext): string {
  return message.replaceAll('{owner}', () => context.owner).replaceAll('{target}', () => context.target);
}

function retry({ retryable }: ErrorSentence): { readonly retryable?: boolean } {
  return retryable === undefined ? {} : { retryable };
}

/** Only errors that came over the wire have a severity; Node's have codes of other forms. */
function sqlstateOf(error: unknown): string | undefined {
  const { code, severity } = (error ?? {}) as { code?: unknown; severity?: unknown };
  const isSqlstate = typeof code === 'string' && /^[0-9A-Z]{5}$/u.test(code);
  return isSqlstate && (typeof severity === 'string' || /\d/u.test(code)) ? code : undefined;
}

function positionOf(error: unknown): number | undefined {
  const position = Number((error as { position?: unknown }).position);
  return Number.isSafeInteger(position) && position > 0 ? position : undefined;
}
