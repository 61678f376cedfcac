import type { SelectiveDetector } from './detector.ts';
import type { NamePolicy } from './name-policy.ts';
import type { Operator } from './operators/operator.ts';
import type { Replacer } from './operators/replacer.ts';
import type { PassageReader } from './passage-reader.ts';
import type { PathPolicy } from './path-policy.ts';
import type { Place } from './place.ts';
import type { Tally } from './tally.ts';

/** What a scrubber is made of. */
export interface Equipment {
  readonly detectors: readonly SelectiveDetector[];
  readonly reader: PassageReader;
  /** True for a text that cannot hold anything a detector finds. */
  readonly isPlain: (text: string) => boolean;
  readonly names: NamePolicy;
  readonly paths: PathPolicy;
  readonly replacer: Replacer;
}

/** What scrubbing one call needs. */
export interface Engine extends Equipment {
  readonly tally: Tally;
  /** Whether a number without a telling name may be a payment card: true for cells, which are what a database stores. */
  readonly searchesNumbers: boolean;
}

/** As the engine, for cells of a table. */
export const forCells = (engine: Engine): Engine => createEngine(engine, engine.tally, true);

export function createEngine(equipment: Equipment, tally: Tally, searchesNumbers: boolean): Engine {
  const { detectors, reader, isPlain, names, paths, replacer } = equipment;
  return { detectors, reader, isPlain, names, paths, replacer, tally, searchesNumbers };
}

/** Replaces a text that is of `type`, and counts it; the same text when the operator changes nothing. */
export function replaceText(engine: Engine, type: string, value: string, place: Place, operator?: Operator): string {
  const replaced = engine.replacer.text(type, value, operator);
  if (replaced !== value) engine.tally.count(type, place);
  return replaced;
}

/** As `replaceText`, for a number. */
export function replaceNumber(engine: Engine, type: string, value: number, place: Place, operator?: Operator): unknown {
  const replaced = engine.replacer.number(type, value, operator);
  if (String(replaced) === String(value)) return value;
  engine.tally.count(type, place);
  return replaced;
}
