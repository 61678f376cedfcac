import { serialize } from 'pg-protocol';
import { preludeSql } from './flight-prelude.ts';
import { createSessionSettings, type ServerFeatures } from './session-settings.ts';
import { statements } from './statement-messages.ts';
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
  readonly maxRows: number;
}

/**
 * What is said to the server of one connection. For a whole query: BEGIN READ ONLY, settings, prelude, the statement with a
 * row limit, Sync, then ROLLBACK and DISCARD ALL behind a second Sync. All of it is sent at once, so the rollback happens
 * whatever the statement does, and a statement never runs when the prelude failed.
 *
 * Behind the reset, when nobody waits, the session is made ready for the next query: what holds for all of them is set, the
 * prelude is parsed and planned.
 */
export interface FlightScript {
  /** Makes a new session ready. */
  readonly opening: Buffer;
  /** What the server says to that when all goes well. */
  readonly openingTags: readonly string[];
  /** What it says behind the first Sync of a query when all goes well. */
  readonly landingTags: readonly string[];
  plan(request: FlightRequest): FlightPlan;
}

const preludeName = 'prelude';

/** The script for a connection to a server with these features, whose statements may run for `limitMs` as a rule. */
export function createFlightScript(features: ServerFeatures, limitMs: number): FlightScript {
  const settings = createSessionSettings(features, limitMs);
  const bindPrelude = serialize.bind({ statement: preludeName });
  const opening = Buffer.concat([
    settings.forSession.messages,
    serialize.parse({ name: preludeName, text: preludeSql }),
    bindPrelude,
    serialize.sync(),
  ]);
  const openingTags = times(settings.forSession.count, 'SET');
  const begin = statements(['BEGIN READ ONLY']);
  const prelude = Buffer.concat([bindPrelude, serialize.execute()]);
  const describe = serialize.describe({ type: 'P' });
  const leave = Buffer.concat([serialize.sync(), statements(['ROLLBACK', 'DISCARD ALL']), opening]);
  return {
    opening,
    openingTags,
    landingTags: ['ROLLBACK', 'DISCARD ALL', ...openingTags],
    plan({ sql, values, maxRows, applicationName, ...request }) {
      const timeoutMs = Math.max(1, Math.floor(request.timeoutMs));
      const own = settings.forTransaction({ applicationName, timeoutMs });
      const messages = Buffer.concat([
        begin,
        own.messages,
        prelude,
        serialize.parse({ text: sql }),
        serialize.bind({ values: [...values] }),
        describe,
        serialize.execute({ rows: maxRows + 1 }),
        leave,
      ]);
      return { messages, steps: ['begin', ...times(own.count, 'settings'), 'prelude', 'statement'], maxRows };
    },
  };
}

function times<T extends string>(count: number, one: T): readonly T[] {
  return Array.from({ length: count }, () => one);
}
