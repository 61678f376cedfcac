import { SinkError, isSinkError } from '../../sink-error.ts';
import { lacksPartition } from './lacks-partition.ts';

const sqlState = /^(?=.*\d)[0-9A-Z]{5}$/;
/** Data exceptions, broken constraints and exceeded limits: no later attempt goes better. */
const contentRefused = /^(?:22|23|54)/;

const hints: Readonly<Record<string, string>> = {
  '42501': ', the role may not insert',
  '42P01': ', the tables are not there: run the migrations',
};

/** What a failed statement or connection means. Of the database's words none are repeated: they quote the data. */
export function judgeFailure(error: unknown): SinkError {
  if (isSinkError(error)) return error;
  const code = codeOf(error);
  if (!sqlState.test(code)) return new SinkError(`the database cannot be reached (${code})`, { kind: 'retry' });
  if (lacksPartition(error)) {
    return new SinkError('there is no partition for the month of a record: run the maintenance', { kind: 'retry' });
  }
  if (contentRefused.test(code)) return new SinkError(`the database refused the batch (${code})`, { kind: 'poison' });
  return new SinkError(`the database did not take the batch (${code}${hints[code] ?? ''})`, { kind: 'retry' });
}

function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return 'connection lost';
  if ('code' in error) return String(error.code);
  return error.message.includes('does not support SSL') ? 'it offers no TLS' : 'connection lost';
}
