import { fitItems, fitText, jsonBytes, type Json } from '@mcp-chassis/tool-kit';

interface Rows {
  readonly rows: readonly (readonly unknown[])[];
  readonly row_count: number;
  readonly truncated?: { readonly by: 'max_rows' | 'bytes' | 'budget'; readonly hint: string } | undefined;
}

const shortCellBytes = 120;

/** Keeps the first rows that fit. When not even one does, cells are cut; the result says so either way. */
export function fitRows<T extends Rows>(result: T, bytes: number): T {
  const note = { by: 'budget' as const, hint: '' };
  const room = bytes - jsonBytes({ ...result, rows: [], truncated: note }) - 200;
  const kept = fitItems(result.rows as readonly (readonly Json[])[], room);
  if (kept.length > 0) {
    const hint = `${kept.length} of ${result.row_count} rows fit the answer: select fewer columns, filter or aggregate.`;
    return { ...result, rows: kept, row_count: kept.length, truncated: { ...note, hint } };
  }
  const cut = fitItems(
    (result.rows as readonly (readonly Json[])[]).slice(0, 20).map((row) => row.map(cutCell)),
    room,
  );
  const hint = `${cut.length} of ${result.row_count} rows fit, with long values cut to ${shortCellBytes} bytes: select fewer columns, or substr() of the long ones.`;
  return { ...result, rows: cut, row_count: cut.length, truncated: { ...note, hint } };
}

function cutCell(cell: Json): Json {
  if (typeof cell === 'string') return fitText(cell, shortCellBytes);
  return typeof cell === 'object' && cell !== null ? fitText(JSON.stringify(cell), shortCellBytes) : cell;
}
