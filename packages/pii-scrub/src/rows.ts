import type { Json, ScrubColumn } from '@mcp-chassis/tool-kit';
import type { Engine } from './engine.ts';
import { memberPlace } from './member-place.ts';
import type { Place } from './place.ts';
import { walk } from './walk.ts';

/** Rows as arrays in column order; each column is judged once, by its origin in the database before its name. */
export function scrubRows(
  columns: readonly ScrubColumn[],
  rows: readonly (readonly Json[])[],
  engine: Engine,
  root: Place,
): Json[][] {
  const cells = { ...engine, searchesNumbers: true };
  const places = columnPlaces(columns, engine, root);
  return rows.map((row) => row.map((cell, index) => walk(cell, cells, places[index] ?? root)));
}

function columnPlaces(columns: readonly ScrubColumn[], engine: Engine, root: Place): readonly Place[] {
  const names = columns.map((column) => column.origin?.column ?? column.name);
  const isPersonal = () => engine.names.isPersonal(names);
  return columns.map((column, index) => {
    const byPath = memberPlace(root, names[index]!, engine);
    const isByPath = byPath.path.length > 0 && engine.paths.operatorAt(byPath.path) !== undefined;
    return isByPath ? byPath : { ...byPath, verdict: engine.names.forColumn(column, isPersonal) };
  });
}
