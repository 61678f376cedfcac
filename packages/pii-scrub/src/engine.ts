import type { Detector } from './detector.ts';
import type { NamePolicy } from './name-policy.ts';
import type { Tally } from './tally.ts';

/** What scrubbing one call needs: what to look for, what names mean, and where to count. */
export interface Engine {
  readonly detectors: readonly Detector[];
  readonly policy: NamePolicy;
  readonly tally: Tally;
  /** Whether a number without a telling name may be a payment card: true for cells, which are what a database stores. */
  readonly searchesNumbers?: boolean;
}
