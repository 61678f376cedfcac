/** Why a statement is refused. */
export interface Refusal {
  /** Stable id of the rule, e.g. `statement-kind`. */
  readonly rule: string;
  /** Our own sentences: what was refused, why, and what to do instead. Holds no text of the statement but catalog names. */
  readonly reason: string;
  /** Where in the text, as a byte offset of its UTF-8 form, as the grammar counts. */
  readonly location?: number | undefined;
  /** The same as a 1-based character, where the grammar says that. */
  readonly character?: number;
}
