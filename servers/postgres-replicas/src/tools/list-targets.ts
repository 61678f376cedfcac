import { defineTool, type Tool } from '@mcp-chassis/tool-kit';
import { z } from 'zod';
import type { TargetRegistry } from '../targets/target-registry.ts';

/** `list_targets` */
export function listTargets({ targets }: { readonly targets: TargetRegistry }): Tool {
  return defineTool({
    name: 'list_targets',
    title: 'List database targets',
    description: {
      does: 'Lists the database replicas this server may query, each with its state.',
      useWhen: 'you do not know the name of a target yet, or a call said that a target is refused or unreachable.',
      notWhen: 'you look for tables or columns; use search_schema for that.',
      returns: 'one entry per target with its name, what it holds, whether it can be queried now and, if not, why.',
    },
    agentAccess: 'Yes: it names databases and their state, no data; the scope decides who may see them.',
    input: z.strictObject({}),
    output: z.strictObject({
      targets: z.array(
        z.strictObject({
          name: z.string(),
          description: z.string().optional(),
          status: z.enum(['ok', 'refused', 'unreachable', 'unknown']),
          reason: z.string().optional(),
          lag_ms: z.number().nullable().optional(),
        }),
      ),
      left_out: z.string().optional(),
    }),
    impact: 'read',
    permission: 'replicas:read',
    fit: ({ targets: all }) => ({
      targets: all.map(({ name, status }) => ({ name, status })),
      left_out: 'There are too many targets to show more than their names: get_replica_health tells of one.',
    }),
    async run(_args, call) {
      const all = await targets.status(call.signal);
      return {
        targets: all.map(({ asOf, ...target }) => (asOf === undefined ? target : { ...target, lag_ms: asOf.lagMs })),
      };
    },
  });
}
