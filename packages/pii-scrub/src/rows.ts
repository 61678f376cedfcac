import type { Json, ScrubColumn } from '@mcp-chassis/tool-kit';
import type { Engine } from './engine.ts';
import { walk } from './walk.ts';

/** Rows as arrays in column order; each column is judged once, by its origin in the database before its name. */
export function scrubRows(
  columns: readonly ScrubColumn[],
  rows: readonly (readonly Json[])[],
  engine: Engine,
): Json[][] {
  const verdicts = columns.map((column) => engine.policy.forColumn(column));
  const cells = { ...engine, searchesNumbers: true };
  const names = columns.map((column) => column.origin?.column ?? column.name);
  return rows.map((row) =>
    row.map((cell, index) => walk(cell, cells, verdicts[index] ?? { kind: 'search' }, names[index])),
  );
}
