import { escapeLiteral } from 'pg';
import { serialize } from 'pg-protocol';
import { statement } from './statement-messages.ts';

/** What a server can do beyond Postgres 12. */
export interface ServerFeatures {
  /** `transaction_timeout`, since 17. */
  readonly transactionTimeout: boolean;
  /** `client_connection_check_interval`, since 14 where its platform can: a running query ends when its client is gone. */
  readonly connectionCheck: boolean;
}

/** How often a server looks whether the client of a running query is still there. */
export const connectionCheckMs = '500';

/** For whom a statement runs, and for how long it may. */
export interface StatementTerms {
  readonly applicationName: string;
  /** Whole milliseconds, at least 1. */
  readonly timeoutMs: number;
}

/** The messages that make the settings a query asks for. */
export interface SessionSettings {
  /** Until the end of the transaction. One statement, one row comes back. */
  forTransaction(terms: StatementTerms): Buffer;
  /** Until they are reset, for another query with the usual limit: as many statements as there are `sessionTags`. */
  forSession(applicationName: string): Buffer;
  /** What the server says to `forSession` when all goes well. */
  readonly sessionTags: readonly string[];
}

/** The settings for a server whose statements may run for `limitMs` as a rule. */
export function createSessionSettings(features: ServerFeatures, limitMs: number): SessionSettings {
  const { transactionTimeout, connectionCheck } = features;
  const calls = [
    `pg_catalog.set_config('application_name', $1, true)`,
    `pg_catalog.set_config('statement_timeout', $2, true)`,
    // It ends the session, so the statement's limit must come first. A clock that runs is not set anew unless it was off.
    ...(transactionTimeout
      ? [
          `pg_catalog.set_config('transaction_timeout', '0', true)`,
          `pg_catalog.set_config('transaction_timeout', $3, true)`,
        ]
      : []),
    ...(connectionCheck
      ? [`pg_catalog.set_config('client_connection_check_interval', '${connectionCheckMs}', true)`]
      : []),
  ];
  const parse = serialize.parse({ text: `SELECT ${calls.join(', ')}` });
  const sameForAll = [
    statement(`SET statement_timeout = ${limitMs}`),
    ...(transactionTimeout ? [statement(`SET transaction_timeout = ${transactionMs(limitMs)}`)] : []),
    ...(connectionCheck ? [statement(`SET client_connection_check_interval = ${connectionCheckMs}`)] : []),
  ];
  return {
    forTransaction({ applicationName, timeoutMs }) {
      const limits = [timeoutMs, ...(transactionTimeout ? [transactionMs(timeoutMs)] : [])].map(String);
      return Buffer.concat([parse, serialize.bind({ values: [applicationName, ...limits] }), serialize.execute()]);
    },
    forSession: (applicationName) =>
      Buffer.concat([...sameForAll, statement(`SET application_name = ${escapeLiteral(applicationName)}`)]),
    sessionTags: [...sameForAll, 'application_name'].map(() => 'SET'),
  };
}

/** Ends the session, so it is longer than the statement's. */
const transactionMs = (timeoutMs: number) => timeoutMs + 1_000;
