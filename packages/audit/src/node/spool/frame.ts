import { hash } from 'node:crypto';

/**
 * What stands before the JSON of an entry on disk, in ASCII. An entry is one line, a frame: its length in bytes (8 hex
 * digits), the SHA-256 of its canonical JSON (64), that JSON. JSON has no raw line feed, so a line that is whole is a frame
 * that is whole.
 */
export function frameHead(bytes: number, sha256: string): string {
  return `${bytes.toString(16).padStart(lengthDigits, '0')} ${sha256} `;
}

/** SHA-256 (hex) of a text. */
export const sha256 = (text: string): string => hash('sha256', text, 'hex');

/** Longest JSON of one entry, in bytes. */
export const longestFrame = 1_048_576;
export const headBytes = 74;
const lengthDigits = 8;
const head = /^([0-9a-f]{8}) ([0-9a-f]{64}) $/;

/** What stands before the JSON: undefined when it is no head of a frame. */
export function decodeHead(bytes: Uint8Array): { readonly length: number; readonly hash: string } | undefined {
  const [, length, digest] =
    head.exec(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1')) ?? [];
  if (length === undefined || digest === undefined) return undefined;
  const parsed = Number.parseInt(length, 16);
  return parsed > longestFrame ? undefined : { length: parsed, hash: digest };
}
