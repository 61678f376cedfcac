import { createMcpHandler, McpServer } from '@modelcontextprotocol/server';
import * as z from 'zod';
import { routingInfo } from './routing-info.ts';

/** The same answer from the SDK alone: no login, no limits, no audit, no checks. And `/floor`: workerd alone. */
const handler = createMcpHandler(() => {
  const server = new McpServer({ name: 'bare', version: '1.0.0' });
  server.registerTool('get_routing_info', { inputSchema: z.object({}) }, async () => ({
    content: [{ type: 'text', text: JSON.stringify(routingInfo) }],
    structuredContent: routingInfo,
  }));
  return server;
});

export default {
  fetch: (request: Request): Response | Promise<Response> =>
    new URL(request.url).pathname === '/floor' ? Response.json(routingInfo) : handler.fetch(request),
};
