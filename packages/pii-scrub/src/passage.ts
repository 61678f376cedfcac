/** What a text holds anywhere, so that detectors need not look for what is not there. Bits. */
export const HOLDS = {
  at: 1,
  percent: 2,
  less: 4,
  tilde: 8,
  /** `://` */
  scheme: 16,
  /** `::` */
  doubleColon: 32,
  /** Eight digits or more right before a colon. */
  labelledNumber: 64,
  /** Six digits or more in all. */
  digits: 128,
  /** Something in the list of that name. */
  freeRuns: 256,
  letteredStarts: 512,
  longTokens: 1_024,
  assignments: 2_048,
  hexColons: 4_096,
  /** A character beyond ASCII. */
  foreign: 8_192,
} as const;

/** A text with the places where detectors need to look, found in one pass. Lists are flat and in the order of the text. */
export interface Passage {
  readonly text: string;
  /** One byte for each UTF-16 unit: its ASCII code, 0x80 for others; zeros beyond the end. Faster to read than the text. */
  readonly units: Uint8Array;
  readonly isAscii: boolean;
  /** Words of the names above the text, e.g. `customer passport number`; empty for text on its own. */
  readonly context: string;
  /** Of `HOLDS`. */
  readonly holds: number;
  /** `start, end` of maximal runs of ASCII digits. */
  readonly digitRuns: Int32Array;
  /** Indices into `digitRuns` of those that may begin a number: no letter, digit or joint of a longer token stands right before. */
  readonly freeRuns: Int32Array;
  /** Where tokens start with one to six letters and then a digit. */
  readonly letteredStarts: Int32Array;
  /** `start, end` of maximal runs of at least 16 characters out of letters, digits, `_`, `.` and `-`. */
  readonly longTokens: Int32Array;
  /** Positions of `:` and `=` that may stand between a name and its value. */
  readonly assignments: Int32Array;
  /** Positions of the first `:` of chains of them and hexadecimal digits that have `::` or at least five. */
  readonly hexColons: Int32Array;
  /** `start, bits` of words that may announce something, see `ANNOUNCES`. */
  readonly announcements: Int32Array;
  /** The bits of all announcements together. */
  readonly announced: number;
}
