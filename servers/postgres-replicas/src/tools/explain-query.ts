import { defineTool, fitItems, ToolError, type Tool } from '@mcp-chassis/tool-kit';
import { z } from 'zod';
import { paramsField, sqlField, targetField } from './inputs.ts';
import { explainOutput, summarisePlan } from './plan-summary.ts';
import type { ReplicaReader } from '../query/replica-reader.ts';
import { roomFor } from './room-for.ts';

/** `explain_query` */
export function explainQuery({ reader }: { readonly reader: ReplicaReader }): Tool {
  return defineTool({
    name: 'explain_query',
    title: 'Explain a query',
    description: {
      does: 'Shows how a replica would run a SELECT, as a summary of its plan; with analyze it runs it and measures.',
      useWhen: 'a query is slow, or you want to know what one would cost before you run it.',
      notWhen: 'you want the rows; use query_replica for that.',
      returns:
        'cost, rows and the steps of the plan (scans, joins, sorts), times when analyzed, and warnings in words.',
    },
    agentAccess: 'Yes: the same guard as for query_replica judges the statement; analyze runs it read-only.',
    input: z.strictObject({
      target: targetField,
      sql: sqlField,
      params: paramsField,
      analyze: z.boolean().default(false).describe('Run the statement to measure it. Its rows are not returned.'),
    }),
    output: z.strictObject({
      total_cost: z.number(),
      estimated_rows: z.number(),
      planning_ms: z.number().optional(),
      execution_ms: z.number().optional(),
      steps: z.array(
        z.strictObject({
          depth: z.number(),
          step: z.string(),
          cost: z.number(),
          rows: z.number(),
          actual_rows: z.number().optional(),
          actual_ms: z.number().optional(),
          condition: z.string().optional(),
        }),
      ),
      steps_left_out: z.number(),
      warnings: z.array(z.string()),
    }),
    impact: 'read',
    permission: 'replicas:read',
    fit(result, bytes) {
      const steps = fitItems(result.steps, roomFor({ ...result, steps: [] }, bytes));
      return { ...result, steps, steps_left_out: result.steps_left_out + result.steps.length - steps.length };
    },
    async run({ target, sql, params, analyze }, call) {
      const result = await reader.explain(call, { target, sql, params, analyze });
      // Before conditions are cut: half a value would not be recognised.
      const parsed = explainOutput.safeParse(call.scrub.value(result));
      if (parsed.success) return summarisePlan(parsed.data);
      throw new ToolError('UPSTREAM_ERROR', 'The replica answered with a plan of unknown form.', {
        cause: parsed.error,
      });
    },
  });
}
