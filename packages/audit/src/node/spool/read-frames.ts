import { decodeHead, headBytes, longestFrame, sha256 } from './frame.ts';
import type { ReadFile } from './spool-fs.ts';

interface Place {
  readonly offset: number;
  readonly end: number;
}

/** Bytes that are no frame; `torn` ones reach to the end of the file, without a line feed. */
export type NoFrame = ({ readonly kind: 'broken' } & Place) | ({ readonly kind: 'torn' } & Place);

/** A piece of a segment. The JSON of a `changed` one is not what `hash` was taken of. */
export type Frame =
  | ({ readonly kind: 'entry'; readonly json: string; readonly hash: string } & Place)
  | ({ readonly kind: 'changed'; readonly json: string; readonly hash: string } & Place)
  | NoFrame;

const pieceBytes = 262_144;
const lineFeed = 0x0a;

/** Reads a segment from `offset` on, piece by piece: the longest frame is all that is held of it. */
export function* readFrames(file: ReadFile, offset = 0): Generator<Frame> {
  const window = new Window(file, offset);
  for (;;) {
    const start = window.position;
    const head = window.need(headBytes);
    if (head === undefined) {
      const rest = window.remaining();
      if (rest > 0) yield skipLine(window, start);
      if (window.remaining() === 0) return;
      continue;
    }
    const decoded = decodeHead(head);
    const whole = decoded && window.need(headBytes + decoded.length + 1);
    if (decoded === undefined || whole === undefined || whole.at(-1) !== lineFeed) {
      yield skipLine(window, start);
      continue;
    }
    const json = whole.toString('utf8', headBytes, whole.length - 1);
    window.advance(whole.length);
    const kind = sha256(json) === decoded.hash ? 'entry' : 'changed';
    yield { kind, json, hash: decoded.hash, offset: start, end: window.position };
  }
}

/** To the end of the line, or of the file. */
function skipLine(window: Window, offset: number): Frame {
  const isWhole = window.advancePast(lineFeed);
  return { kind: isWhole ? 'broken' : 'torn', offset, end: window.position };
}

/** The part of a file that is looked at. */
class Window {
  position: number;
  readonly #file: ReadFile;
  #bytes = Buffer.alloc(0);

  constructor(file: ReadFile, position: number) {
    this.#file = file;
    this.position = position;
  }

  /** The next bytes; undefined when the file ends before them. */
  need(length: number): Buffer | undefined {
    while (this.#bytes.length < length) if (!this.#grow(length)) return undefined;
    return this.#bytes.subarray(0, length);
  }

  remaining(): number {
    if (this.#bytes.length === 0) this.#grow(1);
    return this.#bytes.length;
  }

  advance(length: number): void {
    this.#bytes = this.#bytes.subarray(length);
    this.position += length;
  }

  /** False when the file ends before it. */
  advancePast(byte: number): boolean {
    while (this.remaining() > 0) {
      const found = this.#bytes.indexOf(byte);
      this.advance(found === -1 ? this.#bytes.length : found + 1);
      if (found !== -1) return true;
    }
    return false;
  }

  #grow(wanted: number): boolean {
    const target = Buffer.allocUnsafe(Math.min(Math.max(pieceBytes, wanted), pieceBytes + longestFrame));
    const read = this.#file.read(target, this.position + this.#bytes.length);
    if (read === 0) return false;
    const piece = target.subarray(0, read);
    this.#bytes = this.#bytes.length === 0 ? piece : Buffer.concat([this.#bytes, piece]);
    return true;
  }
}
