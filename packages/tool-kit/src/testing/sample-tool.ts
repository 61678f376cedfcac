import { z } from 'zod';
import type { Call } from '../call.ts';
import { defineTool, type Tool, type ToolSpec } from '../define-tool.ts';

/** A call of which a test's handler reads nothing. */
export const noCall = {} as Call;

/** A tool without a fault, but for what `parts` says. */
export function sampleTool(parts: Partial<ToolSpec<z.ZodObject, z.ZodObject>> = {}): Tool {
  return defineTool<z.ZodObject, z.ZodObject>({
    name: 'list_targets',
    title: 'List the targets',
    description: {
      does: 'Lists the databases this server can reach.',
      useWhen: 'you do not know a target’s name yet.',
      notWhen: 'you know the name already.',
      returns: 'one entry per target.',
    },
    agentAccess: 'Yes: it only reads names.',
    input: z.strictObject({ words: z.string().max(10).describe('Words to look for.') }),
    output: z.strictObject({ names: z.array(z.string()) }),
    impact: 'read',
    permission: 'replicas:read',
    run: async () => ({ names: ['orders'] }),
    ...parts,
  });
}

/** `sampleTool` with one input field. */
export const toolWithField = (schema: z.ZodType) => sampleTool({ input: z.strictObject({ field: schema }) });
