import { z } from 'zod';

const planNode: z.ZodType<PlanNode> = z.looseObject({
  'Node Type': z.string(),
  get Plans() {
    return z.array(planNode).optional();
  },
});

/** What `EXPLAIN (FORMAT JSON)` returns. */
export const explainOutput = z.tuple([
  z.looseObject({
    Plan: planNode,
    'Planning Time': z.number().optional(),
    'Execution Time': z.number().optional(),
  }),
]);

interface PlanNode {
  readonly 'Node Type': string;
  readonly Plans?: readonly PlanNode[] | undefined;
  readonly [key: string]: unknown;
}

/** One step of a plan, in few words. */
export interface PlanStep {
  readonly depth: number;
  readonly step: string;
  readonly cost: number;
  readonly rows: number;
  readonly actual_rows?: number;
  readonly actual_ms?: number;
  readonly condition?: string;
}

/** A plan as far as it matters for judging a query. */
export interface PlanSummary {
  readonly total_cost: number;
  readonly estimated_rows: number;
  readonly planning_ms?: number;
  readonly execution_ms?: number;
  readonly steps: readonly PlanStep[];
  readonly steps_left_out: number;
  readonly warnings: readonly string[];
}

const mostSteps = 40;
const longestCondition = 200;
const manyRows = 10_000;

/** Flattens a plan, keeps its first 40 steps and says what is suspicious about it. */
export function summarisePlan(output: z.output<typeof explainOutput>): PlanSummary {
  const [{ Plan: root, 'Planning Time': planning, 'Execution Time': execution }] = output;
  const nodes = flatten(root);
  return {
    total_cost: numberOf(root, 'Total Cost') ?? 0,
    estimated_rows: numberOf(root, 'Plan Rows') ?? 0,
    ...(planning === undefined ? {} : { planning_ms: planning }),
    ...(execution === undefined ? {} : { execution_ms: execution }),
    steps: nodes.slice(0, mostSteps).map(({ node, depth }) => describeStep(node, depth)),
    steps_left_out: Math.max(0, nodes.length - mostSteps),
    warnings: [...new Set(nodes.flatMap(({ node }) => [...warnings(node)]))],
  };
}

function flatten(root: PlanNode): readonly { node: PlanNode; depth: number }[] {
  const flat: { node: PlanNode; depth: number }[] = [];
  const pending = [{ node: root, depth: 0 }];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    flat.push(next);
    const { depth } = next;
    for (const child of (next.node.Plans ?? []).toReversed()) pending.push({ node: child, depth: depth + 1 });
  }
  return flat;
}

function describeStep(node: PlanNode, depth: number): PlanStep {
  const relation = textOf(node, 'Relation Name') ?? textOf(node, 'CTE Name') ?? textOf(node, 'Function Name');
  const index = textOf(node, 'Index Name');
  const condition =
    textOf(node, 'Index Cond') ??
    textOf(node, 'Hash Cond') ??
    textOf(node, 'Merge Cond') ??
    textOf(node, 'Join Filter') ??
    textOf(node, 'Filter');
  const actualRows = numberOf(node, 'Actual Rows');
  const actualMs = numberOf(node, 'Actual Total Time');
  return {
    depth,
    step: [
      node['Node Type'],
      relation === undefined ? '' : ` on ${relation}`,
      index === undefined ? '' : ` using ${index}`,
    ].join(''),
    cost: numberOf(node, 'Total Cost') ?? 0,
    rows: numberOf(node, 'Plan Rows') ?? 0,
    ...(actualRows === undefined ? {} : { actual_rows: actualRows }),
    ...(actualMs === undefined ? {} : { actual_ms: actualMs }),
    ...(condition === undefined ? {} : { condition: condition.slice(0, longestCondition) }),
  };
}

function* warnings(node: PlanNode): Generator<string> {
  const rows = numberOf(node, 'Plan Rows') ?? 0;
  const relation = textOf(node, 'Relation Name');
  if (node['Node Type'] === 'Seq Scan' && relation !== undefined) {
    const removed = numberOf(node, 'Rows Removed by Filter') ?? 0;
    if (rows + removed >= manyRows) yield `reads all of ${relation}; an index on its filter would help`;
  }
  if (node['Node Type'] === 'Nested Loop' && rows >= manyRows * 10)
    yield 'a nested loop over many rows; check the join condition';
  if (String(node['Sort Method'] ?? '').startsWith('external'))
    yield 'a sort spills to disk; sort fewer rows or columns';
  const actual = numberOf(node, 'Actual Rows');
  if (actual !== undefined && Math.max(actual, rows) > 100 * Math.max(1, Math.min(actual, rows))) {
    yield `the estimate for ${node['Node Type']} is off by more than 100 times; its statistics may be old`;
  }
}

function numberOf(node: PlanNode, key: string): number | undefined {
  const value = node[key];
  return typeof value === 'number' ? value : undefined;
}

function textOf(node: PlanNode, key: string): string | undefined {
  const value = node[key];
  return typeof value === 'string' ? value : undefined;
}
