import { defineResource, ToolError } from '@mcp-chassis/tool-kit';
import { z } from 'zod';
import type { ServerSpec } from '../server-spec.ts';
import { fixtureSpec, fixtureTool } from './fixture-server.ts';

const nothing = { input: z.strictObject({}) };

/** A server of what the official conformance suite asks for by name, as far as this kit offers it to any server. */
export function conformanceSpec(): ServerSpec {
  return {
    ...fixtureSpec([
      fixtureTool('test_simple_text', async () => ({ note: 'This is a simple text response for testing.' }), nothing),
      fixtureTool(
        'test_error_handling',
        async () => {
          throw new ToolError('UPSTREAM_ERROR', 'This tool intentionally returns an error for testing.');
        },
        nothing,
      ),
      fixtureTool(
        'test_tool_with_progress',
        async (_args, call) => {
          for (const done of [0, 50, 100]) call.progress(done, 100);
          return { note: 'done' };
        },
        nothing,
      ),
    ]),
    resources: [
      defineResource({
        name: 'static-text',
        title: 'A static text',
        description: 'The static text of the conformance suite.',
        uriTemplate: 'test://static-text',
        permission: 'fixture:read',
        read: async () => ({ text: 'This is the content of the static text resource.' }),
      }),
      defineResource({
        name: 'templated',
        title: 'A document by id',
        description: 'The templated document of the conformance suite.',
        uriTemplate: 'test://template/{id}/data',
        permission: 'fixture:read',
        read: async ({ id = '' }) => ({ id, templateTest: true, data: `Data for ID: ${id}` }),
      }),
    ],
  };
}
