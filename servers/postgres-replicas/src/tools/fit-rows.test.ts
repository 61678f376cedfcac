import { describe, expect, test } from 'vitest';
import { fitRows, type Truncation } from './fit-rows.ts';

const result = (...rows: readonly (readonly unknown[])[]): Truncation & { rows: typeof rows } => ({
  rows,
  row_count: rows.length,
  truncated: false,
});
const sizeOf = (value: unknown) => Buffer.byteLength(JSON.stringify(value));
const row = (id: number) => [id, 'x'.repeat(90)];

describe('rows that take more than their budget', () => {
  test.each([500, 1_000, 2_000])('are cut to the first that fit %i bytes, and counted [A6]', (bytes) => {
    const fitted = fitRows(result(...Array.from({ length: 50 }, (_, id) => row(id))), bytes);
    expect(sizeOf(fitted)).toBeLessThanOrEqual(bytes);
    expect(fitted.rows.length).toBeGreaterThan(0);
    expect(fitted.rows).toEqual(fitted.rows.map((_row, id) => row(id)));
    expect(fitted).toMatchObject({ row_count: fitted.rows.length, truncated: true, left_out: { by: 'budget' } });
    expect(fitted.left_out?.hint).toContain(`${fitted.rows.length} of 50 rows`);
  });

  test('of which not one fits have their long values cut, structures too [A6]', () => {
    const fitted = fitRows(result([1, 'é'.repeat(2_000), { key: 'y'.repeat(2_000) }, null]), 1_000);
    const [id, text, structure, nothing] = fitted.rows[0] ?? [];
    expect([id, nothing]).toEqual([1, null]);
    expect(text).toBe(`${'é'.repeat(58)}…`);
    expect(structure).toMatch(/^\{"key":"y+…$/);
    expect(Buffer.byteLength(String(structure))).toBe(120);
    expect(fitted).toMatchObject({ row_count: 1, truncated: true });
    expect(fitted.left_out?.hint).toContain('substr()');
  });

  test('of which not one fits even so are all left out, and it says so [A6]', () => {
    const fitted = fitRows(result(Array.from({ length: 100 }, () => 'x'.repeat(200))), 1_000);
    expect(fitted).toMatchObject({ rows: [], row_count: 0, truncated: true });
    expect(fitted.left_out?.hint).toContain('0 of 1 rows');
  });
});
