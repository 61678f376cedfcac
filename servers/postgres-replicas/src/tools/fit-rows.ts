import { fitItems, fitText, type Json } from '@mcp-chassis/tool-kit';
import { roomFor } from './room-for.ts';

/** What an answer says of the rows it does not have. */
export interface Truncation {
  readonly row_count: number;
  readonly truncated: boolean;
  readonly left_out?: { readonly by: 'max_rows' | 'bytes' | 'budget'; readonly hint: string } | undefined;
}

interface Rows extends Truncation {
  readonly rows: readonly (readonly unknown[])[];
}

const shortCellBytes = 120;
const cutRowsTried = 20;

/** Says which limit cut the rows and how to get what is missing. */
export function leftOut(by: NonNullable<Truncation['left_out']>['by'], hint: string): Omit<Truncation, 'row_count'> {
  return { truncated: true, left_out: { by, hint } };
}

/** Keeps the first rows that fit. When not even one does, cells are cut; the result says so either way. */
export function fitRows<T extends Rows>(result: T, bytes: number): T {
  const rows = result.rows as readonly (readonly Json[])[];
  const room = roomFor({ ...result, rows: [] }, bytes);
  const whole = fitItems(rows, room);
  if (whole.length > 0) {
    const hint = `${whole.length} of ${result.row_count} rows fit the answer: select fewer columns, filter or aggregate.`;
    return { ...result, rows: whole, row_count: whole.length, ...leftOut('budget', hint) };
  }
  const shortened = rows.slice(0, cutRowsTried).map((row) => row.map(cutCell));
  const cut = fitItems(shortened, room);
  const hint = `${cut.length} of ${result.row_count} rows fit, with long values cut to ${shortCellBytes} bytes: select fewer columns, or substr() of the long ones.`;
  return { ...result, rows: cut, row_count: cut.length, ...leftOut('budget', hint) };
}

function cutCell(cell: Json): Json {
  if (typeof cell === 'string') return fitText(cell, shortCellBytes);
  return typeof cell === 'object' && cell !== null ? fitText(JSON.stringify(cell), shortCellBytes) : cell;
}
