/** One kind of identity number: how it is written, which words tell it, and how it is checked. */
export interface IdKind {
  /** Name of the placeholder and of the counter. */
  readonly type: string;
  /** Ways of writing that tell on their own: `9` is a digit, `A` a letter, anything else itself. */
  readonly alone: readonly string[];
  /** Ways of writing that count only with one of `words` in the 30 characters before or the 20 after. */
  readonly beside: readonly string[];
  readonly words: RegExp;
  /** Judges the digits and letters without separators, letters in capitals. `raw` is as written. */
  accepts(compact: string, raw: string): boolean;
}

/** The ways to write groups such as `3 2 4` of digits: solid, and with each separator. */
export function grouped(groups: string, separators: readonly string[]): readonly string[] {
  const parts = groups.split(' ').map((count) => '9'.repeat(Number(count)));
  return separators.map((separator) => parts.join(separator));
}
