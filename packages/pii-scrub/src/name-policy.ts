import type { ScrubColumn } from '@mcp-chassis/tool-kit';
import type { NameRule } from './name-rule-table.ts';
import type { NameRules } from './name-rules.ts';

/** What happens to the values under a name: kept, replaced whole, replaced when they fit, or only searched. */
export type Verdict =
  | { readonly kind: 'allow' }
  | { readonly kind: 'redact'; readonly type: string }
  | { readonly kind: 'rule'; readonly rule: NameRule }
  | { readonly kind: 'search' };

export type ColumnOverrides = Readonly<Record<string, 'redact' | 'allow'>>;

/** Judges columns and keys by name, by their parent's name, and by the column's origin in the database. */
export interface NamePolicy {
  forKey(key: string, parent?: string): Verdict;
  /** For a key below a value with a verdict. A `redact` reaches every leaf below; a rule does not: `address.country` is no address. */
  forMember(above: Verdict, key: string, parent?: string): Verdict;
  /** Without an origin a name may be an alias somebody chose, so it can add a `redact` but no `allow`. */
  forColumn(column: ScrubColumn): Verdict;
}

/** `user_name` is a login, but `name` of a `user` is a person. */
const ACCOUNTS = /^(?:user|client|emergency|guardian|spouse|kin|signer|recipient|sender)s?$/i;
/** Words that say what kind of table it is, not what it is about: `customer_summary`, `v_employees`. */
const KIND_OF_TABLE =
  /(?:^|_)(?:vw?|mv|views?|summary|summaries|overview|list|details?|info|data|records?|profiles?|accounts?|all|current|active|archive)(?=_|$)/gi;
const MAX_REMEMBERED = 500;
const SEARCH: Verdict = { kind: 'search' };
const ALLOW: Verdict = { kind: 'allow' };

function subjectOf(parent: string): string {
  return parent.replace(KIND_OF_TABLE, '').replace(/^_+/, '').replace(ACCOUNTS, 'person');
}

export function createNamePolicy(rules: NameRules, overrides: ColumnOverrides): NamePolicy {
  const settings = new Map(Object.entries(overrides));
  const redacted = new Set(
    Object.entries(overrides).flatMap(([key, effect]) =>
      effect === 'redact' ? [key.slice(key.lastIndexOf('.') + 1)] : [],
    ),
  );

  const byRule = (rule: NameRule | undefined): Verdict => (rule === undefined ? SEARCH : { kind: 'rule', rule });

  const bySetting = (setting: string, name: string): Verdict | undefined => {
    const effect = settings.get(setting);
    if (effect === undefined) return undefined;
    return effect === 'allow' ? ALLOW : { kind: 'redact', type: rules(name)?.type ?? 'redacted' };
  };

  const inContext = (key: string, parent: string | undefined): NameRule | undefined =>
    rules(key) ?? (parent === undefined ? undefined : rules(`${subjectOf(parent)}_${key}`));

  /** Where the origin is not known, as in a whole row as JSON, the column's name alone has to do. */
  const byRedactedName = (name: string): Verdict | undefined =>
    redacted.has(name) ? { kind: 'redact', type: rules(name)?.type ?? 'redacted' } : undefined;

  const judge = (key: string, parent?: string): Verdict =>
    byRedactedName(key) ?? bySetting(key, key) ?? byRule(inContext(key, parent));

  const remembered = new Map<string | undefined, Map<string, Verdict>>();
  const forKey = (key: string, parent?: string): Verdict => {
    const siblings = remembered.get(parent);
    const known = siblings?.get(key);
    if (known !== undefined) return known;
    const verdict = judge(key, parent);
    if (siblings !== undefined && siblings.size < MAX_REMEMBERED) siblings.set(key, verdict);
    else if (remembered.size < MAX_REMEMBERED) remembered.set(parent, new Map([[key, verdict]]));
    return verdict;
  };

  return {
    forKey,
    forMember: (above, key, parent) => (above.kind === 'redact' ? above : forKey(key, parent)),
    forColumn({ name, origin }) {
      if (origin === undefined) return byRedactedName(name) ?? byRule(rules(name));
      const { schema, table, column } = origin;
      return (
        bySetting(`${schema}.${table}.${column}`, column) ??
        bySetting(column, column) ??
        byRule(inContext(column, table))
      );
    },
  };
}
