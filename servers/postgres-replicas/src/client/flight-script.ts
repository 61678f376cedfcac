import { serialize } from 'pg-protocol';
import { preludeSql } from './flight-prelude.ts';
import { createSessionSettings, type ServerFeatures, type StatementTerms } from './session-settings.ts';
import { statement } from './statement-messages.ts';
import type { TextValue } from './wire.ts';

/** One statement of an agent and what holds for it. */
export interface FlightRequest {
  readonly sql: string;
  readonly values: readonly TextValue[];
  readonly maxRows: number;
  readonly applicationName: string;
  readonly timeoutMs: number;
}

/** The statements before the first Sync, in order. */
export type FlightStep = 'begin' | 'settings' | 'prelude' | 'statement';

/** All that is said to a server for one query. */
export interface FlightPlan {
  readonly messages: Buffer;
  readonly steps: readonly FlightStep[];
  /** What the server says to the statements behind the first Sync when all goes well. */
  readonly landing: readonly string[];
  readonly maxRows: number;
}

/**
 * What is said to the server of one connection for a whole query: BEGIN READ ONLY, settings, prelude, the statement with
 * a row limit, Sync, then ROLLBACK and DISCARD ALL behind a second Sync. All of it is sent at once, so the rollback
 * happens whatever the statement does, and a statement never runs when the prelude failed. In the extended protocol,
 * which takes one statement a message by construction.
 *
 * Behind the reset, when nobody waits, the session is made ready for another query of the same agent with the same limit:
 * its settings are made, the prelude is parsed and planned. A query says its settings itself only where they differ.
 * `readyFor` is whom a clean landing made the session ready for; undefined when none has.
 */
export type FlightScript = (request: FlightRequest, readyFor: string | undefined) => FlightPlan;

const preludeName = 'prelude';

/** The script for a connection to a server with these features, whose statements may run for `limitMs` as a rule. */
export function createFlightScript(features: ServerFeatures, limitMs: number): FlightScript {
  const settings = createSessionSettings(features, limitMs);
  const begin = statement('BEGIN READ ONLY');
  const parsePrelude = serialize.parse({ name: preludeName, text: preludeSql });
  const bindPrelude = serialize.bind({ statement: preludeName });
  const prelude = Buffer.concat([bindPrelude, serialize.execute()]);
  const asUsual = Buffer.concat([begin, prelude]);
  const describe = serialize.describe({ type: 'P' });
  const reset = Buffer.concat([serialize.sync(), statement('ROLLBACK'), statement('DISCARD ALL')]);
  const plan = Buffer.concat([parsePrelude, bindPrelude, serialize.sync()]);
  const landing = ['ROLLBACK', 'DISCARD ALL', ...settings.sessionTags];

  const enter = (terms: StatementTerms, readyFor: string | undefined) =>
    Buffer.concat([begin, settings.forTransaction(terms), ...(readyFor === undefined ? [parsePrelude] : []), prelude]);
  const leave = lastOne((applicationName) => Buffer.concat([reset, settings.forSession(applicationName), plan]));
  return ({ sql, values, maxRows, applicationName, ...request }, readyFor) => {
    const timeoutMs = Math.max(1, Math.floor(request.timeoutMs));
    const isReady = readyFor === applicationName && timeoutMs === limitMs;
    const messages = Buffer.concat([
      isReady ? asUsual : enter({ applicationName, timeoutMs }, readyFor),
      serialize.parse({ text: sql }),
      serialize.bind({ values: [...values] }),
      describe,
      serialize.execute({ rows: maxRows + 1 }),
      leave(applicationName),
    ]);
    return { messages, steps: isReady ? readySteps : allSteps, landing, maxRows };
  };
}

const allSteps: readonly FlightStep[] = ['begin', 'settings', 'prelude', 'statement'];
const readySteps: readonly FlightStep[] = ['begin', 'prelude', 'statement'];

/** Keeps the last result: a session mostly serves the same agent again. */
function lastOne<T>(make: (key: string) => T): (key: string) => T {
  let last: { readonly key: string; readonly value: T } | undefined;
  return (key) => {
    if (last?.key !== key) last = { key, value: make(key) };
    return last.value;
  };
}
