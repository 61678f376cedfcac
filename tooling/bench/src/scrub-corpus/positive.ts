import type { Random } from './random.ts';

/** How much a type weighs in the goals. */
export type Tier = 'core' | 'extended';

/** Something personal, and where it is said. */
export interface Positive {
  readonly type: string;
  readonly tier: Tier;
  readonly value: string;
  /** Texts around it, `#` for the value. */
  readonly says: readonly string[];
  /** Columns that say what it is; none for a value that nothing but a text tells. */
  readonly columns: readonly string[];
}

export type MakePositive = (random: Random) => Positive;

/** The maker as often as it is to weigh. */
export const repeat = (times: number, make: MakePositive): readonly MakePositive[] =>
  Array.from({ length: times }, () => make);
