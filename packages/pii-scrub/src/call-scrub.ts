import type { Json, Scrub, ScrubColumn } from '@mcp-chassis/tool-kit';
import type { Engine } from './engine.ts';
import { memberPlace } from './member-place.ts';
import type { Place } from './place.ts';
import { scrubRows } from './rows.ts';
import { scrubString } from './scrub-leaf.ts';
import { walk } from './walk.ts';

/** Scrubs what one call touches. A class, since one is made for every call and its methods cost nothing to make. */
export class CallScrub implements Scrub {
  readonly #engine: Engine;
  readonly #root: Place;

  constructor(engine: Engine, root: Place) {
    this.#engine = engine;
    this.#root = root;
  }

  text(text: string): string {
    return scrubString(text, this.#engine, this.#root);
  }

  value(value: Json, path?: string): Json {
    let place = this.#root;
    if (path !== undefined) for (const key of path.split('.')) place = memberPlace(place, key, this.#engine);
    return walk(value, this.#engine, place);
  }

  rows(columns: readonly ScrubColumn[], rows: readonly (readonly Json[])[]): Json[][] {
    return scrubRows(columns, rows, this.#engine, this.#root);
  }

  get counts(): Record<string, number> {
    return this.#engine.tally.counts();
  }
}
