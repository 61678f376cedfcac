import type { Engine } from './engine.ts';
import type { Verdict } from './name-policy.ts';
import type { Place } from './place.ts';

/**
 * The place of the value under `key`, whatever stands beside it. A policy for its path goes before everything that names say, and an
 * operator above reaches every leaf below; a rule does not: `address.country` is no address.
 */
export function memberPlace(above: Place, key: string, { names, paths }: Engine): Place {
  const facts = names.forKey(key, above.key);
  const path = above.path.length === 0 ? above.path : paths.step(above.path, key);
  const operator = path.length === 0 ? undefined : paths.operatorAt(path);
  const isSettled = above.verdict.kind === 'apply' || above.verdict.kind === 'allow';
  const byName = isSettled ? above.verdict : facts.verdict;
  const verdict: Verdict =
    operator === undefined
      ? byName
      : operator === 'allow'
        ? { kind: 'allow' }
        : { kind: 'apply', type: names.typeOf(key), operator };
  return {
    verdict,
    name: facts.label,
    key,
    parent: above,
    isInArray: false,
    facts,
    context: facts.context,
    path,
  };
}

/** The place of a value that the value of another key names, as in `{ name: 'DB_PASSWORD', value: '...' }`. */
export function namedPlace(own: Place, label: string, engine: Engine): Place {
  if (own.parent === undefined || own.verdict.kind !== 'search') return own;
  const { verdict, context, facts } = memberPlace(own.parent, label, engine);
  return { ...own, verdict, context, facts, key: label };
}

/** The place of the items of an array. */
export function itemPlace(above: Place): Place {
  return above.isInArray ? above : { ...above, isInArray: true };
}
