import { SinkError, isSinkError } from '../../sink-error.ts';

const sqlState = /^[0-9A-Z]{5}$/;
/** Data exceptions and exceeded limits: no later attempt goes better. */
const contentRefused = /^(?:22|54)/;

const known: Readonly<Record<string, string>> = {
  '23514': 'there is no partition for its month: run the maintenance',
  '42501': 'the role may not insert',
  '42P01': 'the tables are not there: run the migrations',
};

/** What a failed statement or connection means. Of the database's words none are repeated: they quote the data. */
export function judgeFailure(error: unknown): SinkError {
  if (isSinkError(error)) return error;
  const code = error instanceof Error && 'code' in error ? String(error.code) : 'connection lost';
  if (!sqlState.test(code)) return new SinkError(`the database cannot be reached (${code})`, { kind: 'retry' });
  if (contentRefused.test(code)) return new SinkError(`the database refused the batch (${code})`, { kind: 'poison' });
  const hint = known[code];
  return new SinkError(`the database did not take the batch (${code}${hint === undefined ? '' : `, ${hint}`})`, {
    kind: 'retry',
  });
}
