import type { GuardTarget } from './guard-target.ts';
import { judgeName } from './judge-function.ts';
import { judgeOverload } from './judge-overload.ts';
import type { FieldUse, QueryUses } from './query-uses.ts';
import type { Refusal } from './refusal.ts';

/**
 * Judges `x.name`, which calls the function `name` when `x` has no such column. `x` is a row when it names a table, a
 * subquery or a CTE; a function in FROM and an expression can be scalars too, so they reach more functions.
 */
export function judgeField(field: FieldUse, uses: QueryUses, target: GuardTarget): Refusal | undefined {
  const overloads = target.functions.find(undefined, field.name);
  if (overloads.length === 0) return undefined;
  const rowOnly = field.of !== undefined && uses.fromItems.get(field.of) === 'row';
  const callable = overloads.filter(
    ({ attributeOf }) => attributeOf === 'row' || (attributeOf === 'scalar' && !rowOnly),
  );
  if (callable.length === 0) return undefined;
  const refusals = [
    judgeName(undefined, field.name, callable, target),
    ...callable.map((one) => judgeOverload(one, target)),
  ];
  const refusal = refusals.find((one) => one !== undefined);
  if (refusal === undefined) return undefined;
  return {
    rule: refusal.rule,
    reason: `${refusal.reason} (The query reaches it in the form x.name; if it is a column, give x.name through an alias of its table.)`,
    location: field.location,
  };
}
