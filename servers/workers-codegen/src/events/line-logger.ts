import type { Logger } from '@mcp-chassis/server-kit';

/** Writes what the kit has to say beside the records, as lines of JSON: the causes of errors, by the `error_id` callers see. */
export function createLineLogger(write: (line: string) => void): Logger {
  const at = (level: string) => (fields: object, message: string) =>
    write(JSON.stringify({ level, message, ...fields }));
  return { info: at('info'), warn: at('warn'), error: at('error') };
}
