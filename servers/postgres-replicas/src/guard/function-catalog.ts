/** What the target's catalog says about one overload of a function. */
export interface FunctionFacts {
  readonly schema: string;
  readonly name: string;
  /** `i` immutable, `s` stable, `v` volatile. A user function's label is a claim, not a proof. */
  readonly volatility: 'i' | 's' | 'v';
  readonly language: string;
  readonly securityDefiner: boolean;
  /** The extension that owns it. */
  readonly extension?: string;
  /** `f` function, `a` aggregate, `w` window function, `p` procedure. */
  readonly kind: string;
  /** Shipped with Postgres itself (its oid is below 16384), or made by it as the constructor of a range type. */
  readonly builtIn: boolean;
  /** Fewest and most arguments a call can have; `maxArgs` is infinite for a variadic one. */
  readonly minArgs: number;
  readonly maxArgs: number;
  /**
   * What `(x).name` may be for this overload to answer: a `row` (composite or polymorphic argument), a `scalar`, or
   * nothing because it cannot be called with one argument.
   */
  readonly attributeOf: 'row' | 'scalar' | 'none';
}

/** What the target's own catalog says about a name, loaded once per target and refreshed. Names match case-exactly. */
export interface FunctionCatalog {
  /** Every overload a call of this name could reach; without a schema, those on the connection's search path. */
  find(schema: string | undefined, name: string): readonly FunctionFacts[];
  /** The functions behind operators that do not ship with Postgres. */
  findOperator(schema: string | undefined, name: string): readonly FunctionFacts[];
  /** What runs when a value is cast to a type that does not ship with Postgres: input function, casts, domain checks. */
  findType(schema: string | undefined, name: string): readonly FunctionFacts[];
  /** What reading a relation runs beyond the query: handlers of foreign tables, and the risky functions of views. */
  findRelation(schema: string | undefined, name: string): readonly FunctionFacts[];
  /** The secret catalog relations that a user's view reads with the rights of its owner. */
  findSecretReads(schema: string | undefined, name: string): readonly string[];
}

/** One name of the catalog and a function that using it runs. */
export interface CatalogEntry {
  readonly kind: 'function' | 'operator' | 'type' | 'relation';
  /** The schema and name of the function, operator, type or relation. */
  readonly schema: string;
  readonly name: string;
  /** Whether the search path of the connection reaches it without a schema. */
  readonly visible: boolean;
  readonly facts: FunctionFacts;
}

/** A user's view behind which a secret catalog relation is read. */
export interface SecretRead {
  readonly schema: string;
  readonly name: string;
  readonly visible: boolean;
  /** Name of the catalog relation. */
  readonly secret: string;
}

/** Indexes `entries` by name. */
export function createFunctionCatalog(
  entries: Iterable<CatalogEntry>,
  secretReads: readonly SecretRead[] = [],
): FunctionCatalog {
  const byKind = {
    function: new Map<string, CatalogEntry[]>(),
    operator: new Map<string, CatalogEntry[]>(),
    type: new Map<string, CatalogEntry[]>(),
    relation: new Map<string, CatalogEntry[]>(),
  };
  for (const entry of entries) {
    const found = byKind[entry.kind].get(entry.name);
    if (found === undefined) byKind[entry.kind].set(entry.name, [entry]);
    else found.push(entry);
  }
  const lookUp = (kind: CatalogEntry['kind'], schema: string | undefined, name: string): readonly FunctionFacts[] => {
    const found = byKind[kind].get(name);
    if (found === undefined) return [];
    return found.filter((entry) => isMeant(entry, schema)).map((entry) => entry.facts);
  };
  return {
    find: (schema, name) => lookUp('function', schema, name),
    findOperator: (schema, name) => lookUp('operator', schema, name),
    findType: (schema, name) => lookUp('type', schema, name),
    findRelation: (schema, name) => lookUp('relation', schema, name),
    findSecretReads: (schema, name) =>
      secretReads.filter((read) => read.name === name && isMeant(read, schema)).map(({ secret }) => secret),
  };
}

const isMeant = (entry: Pick<CatalogEntry, 'schema' | 'visible'>, schema: string | undefined): boolean =>
  schema === undefined ? entry.visible : entry.schema === schema;
