import { ToolError, type Limiter } from '@mcp-chassis/tool-kit';

/** The window of the `CALLS` binding, in ms. */
const windowMs = 60_000;

/** As many calls a minute as the `CALLS` binding allows, for each agent. */
export function createAgentLimiter(calls: Pick<RateLimit, 'limit'>): Limiter {
  return {
    async take({ principal, notes }) {
      const { success } = await calls.limit({ key: principal.agent.id });
      if (success) return;
      notes.limit = 'calls per agent and minute';
      throw new ToolError(
        'RATE_LIMITED',
        'This agent has made all the calls it may make in a minute. Wait, then go on.',
        {
          retryAfterMs: windowMs,
        },
      );
    },
  };
}
