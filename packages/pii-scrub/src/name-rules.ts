import type { NameRule } from './name-rule-table.ts';
import { ruleFor } from './name-rule.ts';

/** Says what the values under a column, key or label are, by its name alone; `undefined` when the name does not tell. */
export type NameRules = (name: string) => NameRule | undefined;

const MAX_REMEMBERED = 5_000;

/** Remembers the names it has judged. */
export function createNameRules(): NameRules {
  const remembered = new Map<string, NameRule | undefined>();
  return (name) => {
    const known = remembered.get(name);
    if (known !== undefined || remembered.has(name)) return known;
    const rule = name.length > 100 ? undefined : ruleFor(name);
    if (remembered.size >= MAX_REMEMBERED) remembered.clear();
    remembered.set(name, rule);
    return rule;
  };
}
