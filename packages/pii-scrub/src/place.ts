import type { KeyFacts, Verdict } from './name-policy.ts';
import type { PathState } from './path-policy.ts';

/** Where a value stands: under which names, and what they say of it. */
export interface Place {
  readonly verdict: Verdict;
  /** The nearest key or column above, already free of personal data; `undefined` at the root. */
  readonly name: string | undefined;
  /** The key as it is, for keys that mean nothing alone, such as `line1` in `address`. */
  readonly key: string | undefined;
  readonly parent: Place | undefined;
  readonly isInArray: boolean;
  /** What its own key tells; `undefined` at the root. */
  readonly facts: KeyFacts | undefined;
  /** Words of the names above, to be read as if they stood before the value. */
  readonly context: string;
  readonly path: PathState;
}

const NOWHERE = '(text)';

/** Nothing is known of it. */
export function rootPlace(path: PathState): Place {
  return {
    verdict: { kind: 'search' },
    name: undefined,
    key: undefined,
    parent: undefined,
    isInArray: false,
    facts: undefined,
    context: '',
    path,
  };
}

/** The place as reports name it: `users[].email`. */
export function placeOf(place: Place): string {
  const names: string[] = [];
  for (let at: Place | undefined = place; at !== undefined; at = at.parent) {
    const brackets = at.isInArray ? '[]' : '';
    if (at.name !== undefined || brackets !== '') names.push((at.name ?? '') + brackets);
  }
  return names.toReversed().join('.') || NOWHERE;
}
