import { SinkError, isSinkError } from '../../sink-error.ts';

const sqlState = /^[0-9A-Z]{5}$/;
/** Data exceptions, broken constraints and exceeded limits: no later attempt goes better. */
const contentRefused = /^(?:22|23|54)/;
/** A row without a partition breaks no constraint that has a name. */
const noPartition = '23514';

const known: Readonly<Record<string, string>> = {
  [noPartition]: 'there is no partition for its month: run the maintenance',
  '42501': 'the role may not insert',
  '42P01': 'the tables are not there: run the migrations',
};

/** What a failed statement or connection means. Of the database's words none are repeated: they quote the data. */
export function judgeFailure(error: unknown): SinkError {
  if (isSinkError(error)) return error;
  const code = codeOf(error);
  if (!sqlState.test(code)) return new SinkError(`the database cannot be reached (${code})`, { kind: 'retry' });
  const waitsForPartition = code === noPartition && !hasConstraint(error);
  if (contentRefused.test(code) && !waitsForPartition)
    return new SinkError(`the database refused the batch (${code})`, { kind: 'poison' });
  const hint = known[code];
  return new SinkError(`the database did not take the batch (${code}${hint === undefined ? '' : `, ${hint}`})`, {
    kind: 'retry',
  });
}

const hasConstraint = (error: unknown): boolean =>
  error instanceof Error && 'constraint' in error && error.constraint !== undefined;

function codeOf(error: unknown): string {
  if (error instanceof Error && 'code' in error) return String(error.code);
  return error instanceof Error && error.message.includes('does not support SSL')
    ? 'it offers no TLS'
    : 'connection lost';
}
