import { catalogue, type ModelEntry, type ModelId } from './catalogue.ts';

/** A model a call can be routed to: one of the catalogue, or the one an operator named for an endpoint of its own. */
export interface Model extends ModelEntry {
  /** As the upstream knows it. */
  readonly id: string;
}

/** The model of the catalogue with that id. */
export function modelOf(id: ModelId): Model {
  return { id, ...catalogue[id] };
}
