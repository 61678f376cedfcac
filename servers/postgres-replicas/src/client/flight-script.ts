import { serialize } from 'pg-protocol';
import { createPrelude, type ServerFeatures, type TransactionLimits } from './flight-prelude.ts';
import type { TextValue } from './wire.ts';

/** One statement of an agent and what holds for its transaction. */
export interface FlightRequest extends TransactionLimits {
  readonly sql: string;
  readonly values: readonly TextValue[];
  readonly maxRows: number;
}

/**
 * What is said to the server of one connection for a whole query: BEGIN READ ONLY, prelude, the statement with a row
 * limit, Sync, then ROLLBACK and DISCARD ALL behind a second Sync. All of it is sent at once, so the rollback happens
 * whatever the statement does, and a statement never runs when the prelude failed. In the extended protocol, which takes
 * one statement a message by construction.
 *
 * Behind the reset the prelude is parsed for the next query, when nobody waits for it.
 */
export type FlightScript = (request: FlightRequest) => Buffer;

const preludeName = 'prelude';

/** The script for a new session of a server with these features. */
export function createFlightScript(features: ServerFeatures): FlightScript {
  const prelude = createPrelude(features);
  const parsePrelude = serialize.parse({ name: preludeName, text: prelude.text });
  const begin = statement('BEGIN READ ONLY');
  const leave = Buffer.concat([
    serialize.sync(),
    statement('ROLLBACK'),
    statement('DISCARD ALL'),
    parsePrelude,
    serialize.sync(),
  ]);
  let isNew = true;
  return (request) => {
    const enter = isNew ? [begin, parsePrelude] : [begin];
    isNew = false;
    return Buffer.concat([
      ...enter,
      serialize.bind({ statement: preludeName, values: [...prelude.values(request)] }),
      serialize.execute(),
      serialize.parse({ text: request.sql }),
      serialize.bind({ values: [...request.values] }),
      serialize.describe({ type: 'P' }),
      serialize.execute({ rows: request.maxRows + 1 }),
      leave,
    ]);
  };
}

function statement(text: string): Buffer {
  return Buffer.concat([serialize.parse({ text }), serialize.bind(), serialize.execute()]);
}
