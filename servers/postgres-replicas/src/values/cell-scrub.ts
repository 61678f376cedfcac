import type { Json, Scrub, ScrubColumn } from '@mcp-chassis/tool-kit';

/** Scrubs what a cell is summarised from, judged by the names it stands under as `Scrub.rows` judges a whole cell. */
export interface CellScrub {
  value(value: Json): Json;
  /** For a field of a composite in the cell. */
  field(name: string): CellScrub;
}

/** The scrub for the cells of one column. */
export function createCellScrub(scrub: Pick<Scrub, 'rows'>, column: ScrubColumn): CellScrub {
  return {
    value: (value) => scrub.rows([column], [[value]])[0]?.[0] ?? null,
    field: (name) => createCellScrub(scrub, { name }),
  };
}
