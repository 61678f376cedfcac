/** A step of the schema. Never changed once it was released, and never such that code of the version before fails. */
export interface Migration {
  readonly version: number;
  readonly name: string;
  readonly sql: string;
}
