import { jsonBytes } from '@mcp-chassis/tool-kit';

/** Room for a sentence that says what was left out, in bytes. */
const hintBytes = 300;

/** Bytes left for the one list of a result that is cut, beside `rest`: the result with that list empty. */
export function roomFor(rest: object, bytes: number): number {
  return bytes - jsonBytes(rest) - hintBytes;
}
