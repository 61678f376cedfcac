import { serialize } from 'pg-protocol';

/** The messages that run a statement without parameters, in the extended protocol: one statement a message by construction. */
export function statement(text: string): Buffer {
  return Buffer.concat([serialize.parse({ text }), serialize.bind(), serialize.execute()]);
}
