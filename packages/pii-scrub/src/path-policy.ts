import type { Operator } from './operators/operator.ts';

/** Positions in the patterns that the keys so far may have reached. */
export type PathState = readonly PathPosition[];

interface PathPosition {
  readonly segments: readonly string[];
  readonly at: number;
  readonly operator: Operator;
}

/** Judges places in a document by their keys from the root. Arrays are passed through: `users[].email` is `users.email`. */
export interface PathPolicy {
  readonly root: PathState;
  step(state: PathState, key: string): PathState;
  /** Of the first pattern that ends here. */
  operatorAt(state: PathState): Operator | undefined;
}

const ANY = '*';
const ANY_DEPTH = '**';

/** Patterns are keys joined by dots; `*` is one key, `**` any number of them. */
export function createPathPolicy(operators: Readonly<Record<string, Operator>>): PathPolicy {
  const root = Object.entries(operators).map(([pattern, operator]): PathPosition => {
    const segments = pattern
      .replaceAll('[]', '')
      .replace(/^\$\.?/, '')
      .split('.');
    return { segments, at: 0, operator };
  });
  return {
    root,
    step(state, key) {
      const next: PathPosition[] = [];
      for (const position of state) advance(position, key, next);
      return next;
    },
    operatorAt: (state) =>
      state.find(({ segments, at }) => segments.slice(at).every((segment) => segment === ANY_DEPTH))?.operator,
  };
}

function advance(position: PathPosition, key: string, next: PathPosition[]): void {
  const segment = position.segments[position.at];
  if (segment === undefined) return;
  const onwards = { ...position, at: position.at + 1 };
  if (segment === ANY_DEPTH) {
    next.push(position);
    advance(onwards, key, next);
  } else if (segment === ANY || segment === key) next.push(onwards);
}
