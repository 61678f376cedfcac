import type { FunctionCatalog } from './function-catalog.ts';

/** What the guard must know of the target a statement is meant for. Nothing of it ever changes: what is new is another. */
export interface GuardTarget {
  readonly functions: FunctionCatalog;
  /** Functions the owner allows beyond the rules, as `schema.name`, case-exactly. */
  readonly allowFunctions: readonly string[];
  /** Extensions whose every function the owner allows, but those that run SQL from a string, leave the server or touch files. */
  readonly allowExtensions: readonly string[];
  /** Bare names of columns that may only be selected as they are. Default none. */
  readonly strictColumns?: ReadonlySet<string>;
}
