import { hash } from 'node:crypto';
import { frameHead, headBytes, longestFrame } from './frame.ts';

const firstBytes = 64 * 1_024;
/** What is kept from one batch to the next. */
const mostKeptBytes = 1_024 * 1_024;
/** UTF-8 bytes that a UTF-16 unit takes at most. */
const bytesPerUnit = 3;
/** Longest JSON of one entry, in UTF-16 units: whatever they are, it fits a frame. */
export const mostUnits = Math.floor(longestFrame / bytesPerUnit);
const lineFeed = 0x0a;

/** The frames of one batch, encoded once: what is hashed is what is written. */
export class FrameBuffer {
  #buffer = Buffer.allocUnsafe(firstBytes);
  #length = 0;

  clear(): void {
    this.#length = 0;
    if (this.#buffer.length > mostKeptBytes) this.#buffer = Buffer.allocUnsafe(firstBytes);
  }

  /**
   * Appends an entry's canonical JSON.
   *
   * @returns its SHA-256 (hex).
   * @throws Error when it is too large to be read again, and leaves the batch as it was.
   */
  add(json: string): string {
    this.#makeRoom(headBytes + json.length * bytesPerUnit + 1);
    const start = this.#length + headBytes;
    const end = start + this.#buffer.write(json, start);
    if (end - start > longestFrame) throw new Error('an audit entry is too large');
    const sha256 = hash('sha256', this.#buffer.subarray(start, end), 'hex');
    this.#buffer.write(frameHead(end - start, sha256), this.#length, 'latin1');
    this.#buffer[end] = lineFeed;
    this.#length = end + 1;
    return sha256;
  }

  /** All frames since `clear`; valid until the next call. */
  bytes(): Uint8Array {
    return this.#buffer.subarray(0, this.#length);
  }

  #makeRoom(bytes: number): void {
    const needed = this.#length + bytes;
    if (needed <= this.#buffer.length) return;
    const larger = Buffer.allocUnsafe(Math.max(needed, this.#buffer.length * 2));
    this.#buffer.copy(larger, 0, 0, this.#length);
    this.#buffer = larger;
  }
}
