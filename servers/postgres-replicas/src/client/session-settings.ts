import { serialize } from 'pg-protocol';

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

/** How long a setting holds: until the end of the transaction, or of the session. */
export type SettingScope = 'transaction' | 'session';

/** The statement that sets what the terms of a query ask for, the same for all of a connection. */
export interface SessionSettings {
  /** The message that prepares it. */
  readonly parse: Buffer;
  /** The messages that run it; one row comes back. */
  apply(terms: StatementTerms, scope: SettingScope): Buffer;
}

const name = 'settings';

/** The settings for a server. */
export function createSessionSettings({ transactionTimeout, connectionCheck }: ServerFeatures): SessionSettings {
  const calls = [
    `pg_catalog.set_config('application_name', $2, $1)`,
    `pg_catalog.set_config('statement_timeout', $3, $1)`,
    // It ends the session, so the statement's limit must come first. A clock that runs is not set anew unless it was off.
    ...(transactionTimeout
      ? [
          `pg_catalog.set_config('transaction_timeout', '0', $1)`,
          `pg_catalog.set_config('transaction_timeout', $4, $1)`,
        ]
      : []),
    ...(connectionCheck
      ? [`pg_catalog.set_config('client_connection_check_interval', '${connectionCheckMs}', $1)`]
      : []),
  ];
  return {
    parse: serialize.parse({ name, text: `SELECT ${calls.join(', ')}` }),
    apply({ applicationName, timeoutMs }, scope) {
      const isLocal = scope === 'transaction' ? 'true' : 'false';
      const transactionMs = transactionTimeout ? [String(timeoutMs + 1_000)] : [];
      const values = [isLocal, applicationName, String(timeoutMs), ...transactionMs];
      return Buffer.concat([serialize.bind({ statement: name, values }), serialize.execute()]);
    },
  };
}
