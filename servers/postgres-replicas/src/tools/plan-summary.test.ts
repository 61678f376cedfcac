import { describe, expect, test } from 'vitest';
import { explainOutput, summarisePlan } from './plan-summary.ts';

const summarise = (plan: object) => summarisePlan(explainOutput.parse([{ Plan: plan }]));
const scan = (parts: object = {}) => ({
  'Node Type': 'Seq Scan',
  'Relation Name': 'orders',
  'Plan Rows': 10,
  ...parts,
});

test('lists the steps from the top, each child below its parent [G7]', () => {
  const join = {
    'Node Type': 'Hash Join',
    'Hash Cond': '(o.customer_id = c.id)',
    Plans: [
      scan({ Filter: '(total > 5)' }),
      {
        'Node Type': 'Hash',
        Plans: [{ 'Node Type': 'Index Scan', 'Relation Name': 'customers', 'Index Name': 'c_pk' }],
      },
    ],
  };
  expect(summarise(join).steps.map(({ depth, step, condition }) => [depth, step, condition])).toEqual([
    [0, 'Hash Join', '(o.customer_id = c.id)'],
    [1, 'Seq Scan on orders', '(total > 5)'],
    [1, 'Hash', undefined],
    [2, 'Index Scan on customers using c_pk', undefined],
  ]);
});

test('keeps the first 40 steps and counts the others [A6]', () => {
  const summary = summarise({ 'Node Type': 'Append', Plans: Array.from({ length: 50 }, () => scan()) });
  expect(summary.steps).toHaveLength(40);
  expect(summary.steps_left_out).toBe(11);
});

describe('warns of', () => {
  test.each([
    ['a scan of a large table', scan({ 'Plan Rows': 10_000 }), 'reads all of orders'],
    ['a scan that throws most away', scan({ 'Rows Removed by Filter': 9_990 }), 'reads all of orders'],
    ['a nested loop over many rows', { 'Node Type': 'Nested Loop', 'Plan Rows': 100_000 }, 'check the join condition'],
    ['a sort on disk', { 'Node Type': 'Sort', 'Sort Method': 'external merge' }, 'spills to disk'],
    ['an estimate too low', scan({ 'Actual Rows': 1_001 }), 'off by more than 100 times'],
    ['an estimate too high', scan({ 'Plan Rows': 101, 'Actual Rows': 0 }), 'off by more than 100 times'],
  ])('%s [G7]', (_what, plan, words) => {
    expect(summarise(plan).warnings).toEqual([expect.stringContaining(words)]);
  });

  test.each([
    ['a small table', scan({ 'Plan Rows': 9_999 })],
    ['an estimate within 100 times', scan({ 'Actual Rows': 1_000 })],
    ['a sort in memory', { 'Node Type': 'Sort', 'Sort Method': 'quicksort' }],
  ])('nothing with %s [G7]', (_what, plan) => {
    expect(summarise(plan).warnings).toEqual([]);
  });
});

test.each([[[]], [[{ Plan: {} }]], [{ Plan: scan() }], [null]])('refuses %j, which is no plan [A5]', (output) => {
  expect(explainOutput.safeParse(output).success).toBe(false);
});
