import { defineResource, defineTool, ToolError, type Tool } from '@mcp-chassis/tool-kit';
import { z } from 'zod';
import { noneOnLoopback } from '../none-on-loopback.ts';
import type { ServerSpec } from '../server-spec.ts';
import { recordingGuards, type RecordingGuards } from './recording-guards.ts';

const note = z.string().max(100).describe('Any short text.');

/** A read tool without a fault, of one field `note`, but for what `rest` says. */
export function fixtureTool(
  name: string,
  run: Parameters<typeof defineTool>[0]['run'],
  rest: Partial<Parameters<typeof defineTool>[0]> = {},
): Tool {
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
    input: z.strictObject({ note }),
    output: z.strictObject({ note: z.string() }),
    impact: 'read',
    permission: 'fixture:read',
    run,
    ...rest,
  });
}

/** Tools that behave in every way a handler can. */
export const fixtureTools = {
  echo: () => fixtureTool('echo_note', async (args) => ({ note: (args as { note: string }).note })),
  failing: (error: unknown) =>
    fixtureTool('fetch_failure', async () => {
      throw error;
    }),
  waiting: (started: () => void, timeoutMs = 10_000) =>
    fixtureTool(
      'watch_forever',
      (_args, call) =>
        new Promise((_resolve, reject) => {
          started();
          call.signal.addEventListener('abort', () => reject(call.signal.reason as Error), { once: true });
        }),
      { timeoutMs },
    ),
  writing: (run: Parameters<typeof defineTool>[0]['run'], rest: Partial<Parameters<typeof defineTool>[0]> = {}) =>
    fixtureTool('apply_note', run, { impact: 'write', permission: 'fixture:write', ...rest }),
  counting: () =>
    fixtureTool('watch_progress', async (args, call) => {
      call.progress(1, 2, 'half');
      return { note: (args as { note: string }).note };
    }),
};

/** A server's spec out of fixture tools, answering to loopback, with recording guards. */
export function fixtureSpec(
  tools: readonly Tool[] = [
    fixtureTools.echo(),
    fixtureTools.failing(new ToolError('NOT_FOUND', 'Not there.')),
    fixtureTools.counting(),
  ],
  guards: RecordingGuards = recordingGuards(),
): ServerSpec {
  return {
    name: 'fixture',
    version: '1.2.3',
    owner: 'owner@fixture.test',
    environment: 'development',
    auth: noneOnLoopback({ agent: 'fixture-agent', owner: 'owner@fixture.test' }),
    audit: guards.audit,
    scrub: guards.scrub,
    rollout: guards.rollout,
    authorize: guards.authorize,
    limits: guards.limits,
    approvals: guards.approvals,
    tools,
    toolCountReason: 'A fixture has as many tools as its test needs.',
    resources: [
      defineResource({
        name: 'fixture-note',
        title: 'A note',
        description: 'A note of the fixture.',
        uriTemplate: 'fixture://{name}',
        permission: 'fixture:read',
        read: async ({ name }) => ({ name: name ?? '' }),
      }),
    ],
  };
}
