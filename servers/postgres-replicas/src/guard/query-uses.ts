/** A name as written and resolved by the grammar: folded, unquoted, unescaped. */
export interface NameUse {
  readonly schema: string | undefined;
  readonly name: string;
  /** Byte offset in the statement. */
  readonly location: number | undefined;
}

export interface FunctionUse extends NameUse {
  /** How many arguments are written; absent when the call's form does not tell. */
  readonly args: number | undefined;
  /** The first argument when it is a string constant. */
  readonly firstText: string | undefined;
}

export interface RelationUse extends NameUse {
  readonly renamesColumns: boolean;
}

/** `x.name` or `(x).name`: a column, or a call of the function `name` in attribute notation. */
export interface FieldUse {
  readonly name: string;
  /** What `x` is called in `x.name`; absent for an expression. */
  readonly of: string | undefined;
  readonly location: number | undefined;
}

/** Everything in a statement that can run code or read a relation, from whatever depth. */
export interface QueryUses {
  readonly functions: FunctionUse[];
  readonly operators: NameUse[];
  readonly types: NameUse[];
  readonly relations: RelationUse[];
  readonly fields: FieldUse[];
  /** Names of FROM items, and whether every value of that name is a row (a function's may be a scalar). */
  readonly fromItems: Map<string, 'row' | 'any'>;
  /** Columns named without a table, which may also be the whole row of a FROM item. */
  readonly bareColumns: Set<string>;
  /** All names that occur: columns, functions, fields. */
  readonly identifiers: Set<string>;
  /** String constants. */
  readonly texts: string[];
  /** How often `*` or `x.*` occurs (`count(*)` does not count). */
  stars: number;
  /** How many of them are items of a select list, not parts of an expression. */
  plainStars: number;
  /** Whether UNION, INTERSECT, EXCEPT or NATURAL JOIN occurs: they merge columns that nobody names. */
  combines: boolean;
  /** Whether any FROM item but a plain relation renames its columns. */
  renamesColumns: boolean;
}
