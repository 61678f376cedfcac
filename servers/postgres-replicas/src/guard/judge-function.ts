import type { FunctionFacts } from './function-catalog.ts';
import type { GuardTarget } from './guard-target.ts';
import type { FunctionUse } from './query-uses.ts';
import type { Refusal } from './refusal.ts';
import { castLikeCalls } from './rules/built-in-names.ts';
import { judgeOverload } from './judge-overload.ts';
import { judgeSettingName } from './judge-setting.ts';
import { deniedFamilies, type DeniedFamily } from './rules/denied-functions.ts';

const families = new Map(deniedFamilies.flatMap((family) => family.functions.map((name) => [name, family] as const)));

/** Judges one call by every overload it could reach: one that is refused refuses the call. */
export function judgeFunction(use: FunctionUse, target: GuardTarget): Refusal | undefined {
  const overloads = target.functions.find(use.schema, use.name);
  const denied = judgeName(use.schema, use.name, overloads, target);
  if (denied !== undefined) return { ...denied, location: use.location };
  const reachable = withArguments(overloads, use.args);
  if (reachable.length === 0) return castsInCallForm(use) ? undefined : unknownFunction(use);
  for (const overload of competing(reachable, use)) {
    const refusal = judgeOverload(overload, target);
    if (refusal !== undefined) return { ...refusal, location: use.location };
  }
  const isSetting = use.name === 'current_setting' && reachable.some((overload) => overload.builtIn);
  return isSetting ? judgeSettingName(use.firstText, use.location) : undefined;
}

/** Refuses the families that are named, also when the target does not have the function. */
export function judgeName(
  schema: string | undefined,
  name: string,
  overloads: readonly FunctionFacts[],
  target: GuardTarget,
): Refusal | undefined {
  const family = families.get(name);
  if (family === undefined) return undefined;
  if (family.scope === 'built-in') {
    return schema === undefined || schema === 'pg_catalog' ? refuse(name, family) : undefined;
  }
  const allowed = overloads.length > 0 && overloads.every((overload) => isAllowedByName(overload, target));
  return allowed ? undefined : refuse(name, family);
}

const isAllowedByName = (overload: FunctionFacts, target: GuardTarget): boolean =>
  target.allowFunctions.includes(`${overload.schema}.${overload.name}`);

function refuse(name: string, family: DeniedFamily): Refusal {
  return {
    rule: `function-${family.family}`,
    reason: `The function ${name} is refused: it ${family.because}.${family.instead === undefined ? '' : ` ${family.instead}`}`,
  };
}

/** Those that take as many arguments as are written; all, when the count does not tell them apart. */
function withArguments(overloads: readonly FunctionFacts[], args: number | undefined): readonly FunctionFacts[] {
  if (args === undefined) return overloads;
  const fitting = overloads.filter((overload) => overload.minArgs <= args && args <= overload.maxArgs);
  return fitting.length > 0 ? fitting : overloads;
}

/**
 * A user's overload of a built-in function cannot be told apart without argument types: then only what declares itself
 * VOLATILE or SECURITY DEFINER counts, so that one custom `lower` does not end every use of the built-in.
 */
function competing(overloads: readonly FunctionFacts[], use: FunctionUse): readonly FunctionFacts[] {
  if (use.schema !== undefined || !overloads.some((overload) => overload.builtIn)) return overloads;
  return overloads.filter((one) => one.builtIn || one.volatility === 'v' || one.securityDefiner);
}

function castsInCallForm(use: FunctionUse): boolean {
  return use.args === 1 && castLikeCalls.has(use.name) && (use.schema === undefined || use.schema === 'pg_catalog');
}

function unknownFunction(use: FunctionUse): Refusal {
  return {
    rule: 'function-unknown',
    reason:
      'This target has no function of that name that the query could reach. Check the spelling and the schema; ' +
      'a column is written alias.column, not column(alias).',
    location: use.location,
  };
}
