import { consoleSink, createAuditLog, createDirectStore } from '@mcp-chassis/audit';
import { createScrubber } from '@mcp-chassis/pii-scrub';
import { createServer } from '@mcp-chassis/server-kit';
import { defineTool, ToolError, type Authenticator, type Authorizer, type ToolSpec } from '@mcp-chassis/tool-kit';
import { z } from 'zod';

/** The one bearer token this worker accepts. */
export const workerToken = 'fixture-worker-token';
/** Whether the worker scrubs is seen by whether this comes out. */
export const workerCanary = 'ada.lovelace@canary.example';

const auth: Authenticator = {
  name: 'fixture-token',
  loopbackOnly: false,
  async authenticate({ token }) {
    if (token !== workerToken) throw new ToolError('UNAUTHENTICATED', 'A bearer token is needed.');
    return {
      agent: { id: 'fixture-agent', owner: 'owner@fixture.test' },
      permissions: ['fixture:read'],
      groups: [],
      auth: { method: 'fixture-token' },
    };
  },
};

const authorize: Authorizer = {
  authorize({ principal, permission }) {
    if (!principal.permissions.includes(permission)) throw new ToolError('FORBIDDEN', 'Not yours to call.');
  },
  mayList: ({ permissions }, principal) => permissions.some((name) => principal.permissions.includes(name)),
};

const input = z.strictObject({ note: z.string().max(100).describe('Any short text.') });
const output = z.strictObject({ note: z.string() });

function tool(name: string, run: ToolSpec<typeof input, typeof output>['run'], permission = 'fixture:read') {
  return defineTool({
    name,
    title: `Fixture ${name}`,
    description: {
      does: `Does what the fixture ${name} does.`,
      useWhen: 'a test of the chassis needs it.',
      notWhen: 'anything else than a test needs it.',
      returns: 'what the test expects of it.',
    },
    agentAccess: 'Yes: it exists only in tests.',
    input,
    output,
    impact: 'read',
    permission,
    run,
  });
}

const records: string[] = [];
const scrub = createScrubber();

const server = createServer({
  name: 'fixture-worker',
  version: '1.2.3',
  owner: 'owner@fixture.test',
  environment: 'development',
  auth,
  authorize,
  scrub,
  audit: createAuditLog({
    scrubber: scrub,
    store: createDirectStore({ sinks: [consoleSink({ write: (line) => records.push(line) })] }),
  }),
  tools: [
    tool('echo_note', async ({ note }) => ({ note })),
    tool('get_contact', async () => ({ note: `Write to ${workerCanary}.` })),
    tool('fetch_failure', async () => {
      throw new Error(`connect to ${workerCanary} failed`);
    }),
    tool('delete_note', async ({ note }) => ({ note }), 'fixture:write'),
  ],
});

/** A Worker as one is deployed, but for `/records`: the lines its audit log wrote. */
export const worker = {
  fetch: (request: Request): Response | Promise<Response> =>
    new URL(request.url).pathname === '/records' ? Response.json(records) : server.fetch(request),
};
