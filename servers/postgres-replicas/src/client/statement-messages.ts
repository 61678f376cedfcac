import { serialize } from 'pg-protocol';

/** The messages that run statements without parameters, in the extended protocol: one statement a message by construction. */
export function statements(texts: readonly string[]): Buffer {
  return Buffer.concat(texts.flatMap((text) => [serialize.parse({ text }), serialize.bind(), serialize.execute()]));
}
