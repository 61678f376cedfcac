import type { FunctionFacts } from './function-catalog.ts';
import type { GuardTarget } from './guard-target.ts';
import { judgeField } from './judge-field.ts';
import { judgeFunction } from './judge-function.ts';
import { judgeOverload } from './judge-overload.ts';
import { judgeBehindRelation } from './judge-behind-relation.ts';
import { judgeRelation, judgeSchema } from './judge-relation.ts';
import type { NameUse, QueryUses } from './query-uses.ts';
import type { Refusal } from './refusal.ts';
import { builtInOperators } from './rules/built-in-names.ts';

/** Judges everything a statement uses; the first refusal decides. */
export function judgeUses(uses: QueryUses, target: GuardTarget): Refusal | undefined {
  for (const use of uses.functions) {
    const refusal = judgeSchema(use.schema, use.location) ?? judgeFunction(use, target);
    if (refusal !== undefined) return refusal;
  }
  for (const use of uses.relations) {
    const refusal = judgeRelation(use, uses) ?? judgeBehindRelation(use, target);
    if (refusal !== undefined) return refusal;
  }
  for (const use of uses.operators) {
    const refusal = judgeSchema(use.schema, use.location) ?? judgeOperator(use, target);
    if (refusal !== undefined) return refusal;
  }
  for (const use of uses.types) {
    const refusal = judgeSchema(use.schema, use.location) ?? judgeType(use, target);
    if (refusal !== undefined) return refusal;
  }
  for (const use of uses.fields) {
    const refusal = judgeField(use, uses, target);
    if (refusal !== undefined) return refusal;
  }
  return undefined;
}

/**
 * A built-in operator's name may also be a user's, and operand types are not known here: then only functions that
 * declare themselves VOLATILE or SECURITY DEFINER count, so that one custom `=` does not end all comparisons.
 */
function judgeOperator(use: NameUse, target: GuardTarget): Refusal | undefined {
  const ambiguous = use.schema === undefined && builtInOperators.has(use.name);
  const behind = target.functions.findOperator(use.schema, use.name);
  return judgeBehind(use, target, ambiguous ? behind.filter(claimsEffects) : behind);
}

/** A cast to a built-in type may run a user's cast function: judged like an ambiguous operator. */
function judgeType(use: NameUse, target: GuardTarget): Refusal | undefined {
  const behind = target.functions.findType(use.schema, use.name);
  if (behind.length === 0) return undefined;
  const ofBuiltIn = new Set(target.functions.findType('pg_catalog', use.name));
  return judgeBehind(
    use,
    target,
    behind.filter((facts) => !ofBuiltIn.has(facts) || claimsEffects(facts)),
  );
}

const claimsEffects = (facts: FunctionFacts): boolean => facts.volatility === 'v' || facts.securityDefiner;

function judgeBehind(use: NameUse, target: GuardTarget, behind: readonly FunctionFacts[]): Refusal | undefined {
  for (const facts of behind) {
    const refusal = judgeOverload(facts, target);
    if (refusal !== undefined) return { ...refusal, location: use.location };
  }
  return undefined;
}
