import type { Engine } from './engine.ts';
import type { Verdict } from './name-policy.ts';
import type { Place } from './place.ts';

/** The place of the value under `key`; a policy for its path goes before everything that names say. */
export function memberPlace(above: Place, key: string, engine: Engine, isPersonal?: () => boolean): Place {
  const { names, paths } = engine;
  const path = above.path.length === 0 ? above.path : paths.step(above.path, key);
  const operator = path.length === 0 ? undefined : paths.operatorAt(path);
  const byName = names.forMember(above.verdict, key, above.key, isPersonal);
  const verdict: Verdict =
    operator === undefined
      ? byName
      : operator === 'allow'
        ? { kind: 'allow' }
        : { kind: 'apply', type: names.typeOf(key), operator };
  return {
    verdict,
    name: names.label(key),
    key,
    parent: above,
    isInArray: false,
    context: names.context(key, above.key),
    path,
  };
}

/** The place of a value that the value of another key names, as in `{ name: 'DB_PASSWORD', value: '...' }`. */
export function namedPlace(above: Place, key: string, label: string, engine: Engine): Place {
  const own = memberPlace(above, key, engine);
  if (own.verdict.kind !== 'search') return own;
  const named = memberPlace(above, label, engine);
  return { ...own, verdict: named.verdict, context: named.context, key: label };
}
