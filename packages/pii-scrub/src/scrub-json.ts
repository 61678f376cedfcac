import { editJson } from './edit-json.ts';
import { replaceText, type Engine } from './engine.ts';
import { itemPlace, memberPlace, namedPlace } from './member-place.ts';
import type { Place } from './place.ts';
import { operatorOf, scrubLeaf, scrubString, wholeType } from './scrub-leaf.ts';

/** A JSON document as text, edited in place; `undefined` when it is none. */
export function scrubJson(text: string, engine: Engine, place: Place): string | undefined {
  let label: { readonly above: Place | undefined; readonly text: string } | undefined;
  return editJson<Place>(text, {
    root: place,
    member(above, key) {
      const own = memberPlace(above, key, engine);
      return label?.above === above && own.facts?.isNamed === true ? namedPlace(own, label.text, engine) : own;
    },
    item: itemPlace,
    key: (key, above) => scrubString(key, engine, { ...above, verdict: { kind: 'search' }, context: '' }),
    text(value, at) {
      if (at.facts?.isNaming === true) label = { above: at.parent, text: value };
      return String(scrubLeaf(value, engine, at));
    },
    scalar(literal, at) {
      if (at.verdict.kind === 'search' || at.verdict.kind === 'allow') return undefined;
      const type = wholeType(literal, at.verdict, engine);
      const replaced = type === undefined ? literal : replaceText(engine, type, literal, at, operatorOf(at.verdict));
      return replaced === literal ? undefined : replaced;
    },
  });
}
