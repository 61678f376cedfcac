import type { Json, ScrubColumn } from '@mcp-chassis/tool-kit';
import { forCells, type Engine } from './engine.ts';
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
  const cells = forCells(engine);
  const places = columnPlaces(columns, engine, root);
  return rows.map((row) => row.map((cell, index) => walk(cell, cells, places[index] ?? root)));
}

function columnPlaces(columns: readonly ScrubColumn[], engine: Engine, root: Place): readonly Place[] {
  const { names, paths } = engine;
  const keys = columns.map((column) => column.origin?.column ?? column.name);
  return columns.map((column, index) => {
    const byName = memberPlace(root, keys[index]!, engine);
    if (byName.path.length > 0 && paths.operatorAt(byName.path) !== undefined) return byName;
    const verdict = names.forColumn(column);
    const asPerson = verdict.kind === 'search' ? byName.facts?.asPerson : undefined;
    return { ...byName, verdict: asPerson !== undefined && names.isPersonal(keys) ? asPerson : verdict };
  });
}
