import type { ScrubColumn } from '@mcp-chassis/tool-kit';
import { isPersonalRecord, personNameRule, roleRule } from './ambiguous-name.ts';
import { isNamedKey, isNamingKey } from './labelled-entry.ts';
import { nameContext } from './name-context.ts';
import type { NameRule } from './name-rule-table.ts';
import type { NameRules } from './name-rules.ts';
import type { Operator } from './operators/operator.ts';

/** What happens to the values under a name: kept, replaced whole, replaced when they fit, or only searched. */
export type Verdict =
  | { readonly kind: 'allow' }
  | { readonly kind: 'apply'; readonly type: string; readonly operator: Operator }
  | { readonly kind: 'rule'; readonly rule: NameRule }
  | { readonly kind: 'search' };

/** What to do with a column or key whatever its values look like, by its name (`notes`) or its origin (`public.orders.notes`). */
export type ColumnOperators = Readonly<Record<string, Operator>>;

/** What a key tells, read with the one above it. */
export interface KeyFacts {
  readonly verdict: Verdict;
  /** Instead of `search` where the keys beside it are a person's; `undefined` when those make no difference. */
  readonly asPerson: Verdict | undefined;
  /** Words to read before a value that is searched. */
  readonly context: string;
  /** The name as reports may show it. */
  readonly label: string;
  /** Whether its value names another beside it, as that of `name` does in `{ name: 'DB_PASSWORD', value: '...' }`. */
  readonly isNaming: boolean;
  /** Whether it is of what is named so. */
  readonly isNamed: boolean;
}

/** Judges columns and keys by name, by their parent's name, and by the column's origin in the database. */
export interface NamePolicy {
  forKey(key: string, parent?: string): KeyFacts;
  /** Without an origin a name may be an alias somebody chose, so it can add an operator but no `allow`. */
  forColumn(column: ScrubColumn): Verdict;
  isPersonal(names: readonly string[]): boolean;
  /** The type of the values under a name that an operator was set for; `redacted` when the name does not tell. */
  typeOf(name: string): string;
}

/** `user_name` is a login, but `name` of a `user` is a person. */
const ACCOUNTS = /^(?:user|client|emergency|guardian|spouse|kin|signer|recipient|sender)s?$/i;
/** Words that say what kind of table it is, not what it is about: `customer_summary`, `v_employees`. */
const KIND_OF_TABLE =
  /(?:^|_)(?:vw?|mv|views?|summary|summaries|overview|list|details?|info|data|records?|profiles?|accounts?|all|current|active|archive)(?=_|$)/gi;
const IDENTIFIER = /^[\p{L}_$-]{1,60}$/u;
const MOST_REMEMBERED = 5_000;
const LONGEST_REMEMBERED = 200;
const SEARCH: Verdict = { kind: 'search' };
const ALLOW: Verdict = { kind: 'allow' };

function subjectOf(parent: string): string {
  return parent.replace(KIND_OF_TABLE, '').replace(/^_+/, '').replace(ACCOUNTS, 'person');
}

export function createNamePolicy(
  rules: NameRules,
  operators: ColumnOperators,
  isPlain: (text: string) => boolean,
): NamePolicy {
  const settings = new Map(Object.entries(operators));
  const byBareName = new Map(
    Object.entries(operators).flatMap(([key, operator]): [string, Operator][] =>
      operator === 'allow' ? [] : [[key.slice(key.lastIndexOf('.') + 1), operator]],
    ),
  );

  const byRule = (rule: NameRule | undefined): Verdict => (rule === undefined ? SEARCH : { kind: 'rule', rule });
  const typeOf = (name: string): string => rules(name)?.type ?? 'redacted';

  const bySetting = (setting: string, name: string): Verdict | undefined => {
    const operator = settings.get(setting);
    if (operator === undefined) return undefined;
    return operator === 'allow' ? ALLOW : { kind: 'apply', type: typeOf(name), operator };
  };

  const inContext = (key: string, parent: string | undefined): NameRule | undefined =>
    rules(key) ??
    (parent === undefined ? undefined : (rules(`${subjectOf(parent)}_${key}`) ?? rules(`${parent}_${key}`)));

  /** Where the origin is not known, as in a whole row as JSON, the column's name alone has to do. */
  const byName = (name: string): Verdict | undefined => {
    const operator = byBareName.get(name);
    return operator === undefined ? undefined : { kind: 'apply', type: typeOf(name), operator };
  };

  const judge = (key: string, parent?: string): Verdict =>
    byName(key) ?? bySetting(key, key) ?? byRule(inContext(key, parent) ?? roleRule(key));

  const forKey = remember((key, parent): KeyFacts => {
    const person = personNameRule(key);
    return {
      verdict: judge(key, parent),
      asPerson: person && byRule(person),
      context: nameContext(key, parent),
      label: isPlain(key) || IDENTIFIER.test(key) ? key : '[key]',
      isNaming: isNamingKey(key),
      isNamed: isNamedKey(key),
    };
  });
  const forAlias = remember((name) => byName(name) ?? byRule(rules(name) ?? roleRule(name)));
  const forTable = remember((column, table) => byRule(inContext(column, table) ?? roleRule(column)));

  return {
    typeOf,
    forKey,
    forColumn({ name, origin }) {
      if (origin === undefined) return forAlias(name);
      const { schema, table, column } = origin;
      if (settings.size === 0) return forTable(column, table);
      return bySetting(`${schema}.${table}.${column}`, column) ?? bySetting(column, column) ?? forTable(column, table);
    },
    isPersonal: (names) => isPersonalRecord(names, rules),
  };
}

/** Remembers what a function of a key and its parent answered; the names of a schema come again and again. */
function remember<T>(answer: (key: string, parent?: string) => T): (key: string, parent?: string) => T {
  const remembered = new Map<string | undefined, Map<string, T>>();
  let count = 0;
  return (key, parent) => {
    const known = remembered.get(parent)?.get(key);
    if (known !== undefined) return known;
    if (key.length + (parent?.length ?? 0) > LONGEST_REMEMBERED) return answer(key, parent);
    if (++count > MOST_REMEMBERED) {
      remembered.clear();
      count = 1;
    }
    const own = copied(key);
    const above = parent === undefined ? undefined : copied(parent);
    const fresh = answer(own, above);
    const siblings = remembered.get(above) ?? new Map<string, T>();
    remembered.set(above, siblings.set(own, fresh));
    return fresh;
  };
}

/** The same text in memory of its own: a key that was cut out of a document would keep the whole document. */
function copied(text: string): string {
  return JSON.parse(JSON.stringify(text)) as string;
}
