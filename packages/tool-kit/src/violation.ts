/** One broken convention: where, which rule, and how to mend it. */
export interface Violation {
  /** The tool, or the server's name for rules about the set. */
  readonly subject: string;
  /** Requirement id of the rule. */
  readonly rule: 'A1' | 'A2' | 'A3' | 'A4';
  readonly problem: string;
  readonly fix: string;
}
