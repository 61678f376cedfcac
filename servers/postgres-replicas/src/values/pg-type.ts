/** How the text form of a type reads. `name` is what agents see, e.g. `timestamp with time zone`. */
export type PgType = { readonly name: string } & PgTypeForm;

type PgTypeForm =
  | {
      readonly form:
        | 'text'
        | 'boolean'
        | 'number'
        | 'float'
        | 'json'
        | 'bytea'
        | 'date'
        | 'timestamp'
        | 'timetz'
        | 'void';
    }
  | { readonly form: 'array'; readonly element: PgType; readonly delimiter: string }
  | { readonly form: 'range' | 'multirange'; readonly bound: PgType }
  /** `fields` is absent for an anonymous record, whose columns are unknown. */
  | { readonly form: 'composite'; readonly fields?: readonly { readonly name: string; readonly type: PgType }[] };
