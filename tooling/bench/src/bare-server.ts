import { Server, type CallToolRequest } from '@modelcontextprotocol/server';
import { serveStdio } from '@modelcontextprotocol/server/stdio';
import { Client } from 'pg';

/*
 * What no server on this SDK and this driver can be faster than: sends the statement as it comes and answers with the rows as
 * JSON. No guard, no limits, no scrubbing, no audit, no read-only transaction. For comparison only.
 */
const client = new Client({ connectionString: process.argv[2] });
await client.connect();
serveStdio(() => {
  const server = new Server({ name: 'bare', version: '1.0.0' }, { capabilities: { tools: {} } });
  server.setRequestHandler('tools/call', async ({ params }: CallToolRequest) => {
    const { rows } = await client.query<Record<string, unknown>>(String(params.arguments?.['sql']));
    return { content: [{ type: 'text', text: JSON.stringify(rows) }] };
  });
  return server;
});
