import type { GuardTarget } from './guard-target.ts';
import { judgeName } from './judge-function.ts';
import { judgeOverload } from './judge-overload.ts';
import type { RelationUse } from './query-uses.ts';
import type { Refusal } from './refusal.ts';

/** Judges what reading a relation runs and reads: a foreign table leaves the database, a view has its owner's rights. */
export function judgeBehindRelation(relation: RelationUse, target: GuardTarget): Refusal | undefined {
  const { schema, name, location } = relation;
  const [secret] = target.functions.findSecretReads(schema, name);
  if (secret !== undefined) {
    return {
      rule: 'secret-relation',
      reason: `This view is refused: behind it ${secret} is read with the rights of its owner, and what that holds is secret.`,
      location,
    };
  }
  for (const facts of target.functions.findRelation(schema, name)) {
    const refusal = judgeName(facts.schema, facts.name, [facts], target) ?? judgeOverload(facts, target);
    if (refusal !== undefined) return { ...refusal, reason: `${leadIn} ${refusal.reason}`, location };
  }
  return undefined;
}

const leadIn = 'Reading this relation runs more than the query: it is a foreign table or a view, or reads one.';
