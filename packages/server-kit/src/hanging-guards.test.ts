import type { JsonObject } from '@mcp-chassis/tool-kit';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createServer } from './create-server.ts';
import type { McpReply } from './engine/mcp-face.ts';
import type { ServerSpec } from './server-spec.ts';
import { fixtureSpec, fixtureTools } from './testing/fixture-server.ts';

beforeEach(() => vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }));
afterEach(() => vi.useRealTimers());

async function callHigh(
  spec: (base: ServerSpec) => ServerSpec,
): Promise<{ reply: Promise<McpReply>; ran: () => boolean }> {
  let ran = false;
  const high = fixtureTools.writing(
    async () => {
      ran = true;
      return { note: 'done' };
    },
    { impact: 'high' },
  );
  const server = createServer(spec(fixtureSpec([high])));
  const peer = {
    principal: await server.authenticate({ transport: 'stdio' }),
    source: { transport: 'stdio' as const },
  };
  const { signal } = new AbortController();
  const facts = { id: 1, isCancelledApart: false, protocolVersion: '2026-07-28', meta: undefined, signal };
  return { reply: server.face.callTool(peer, 'apply_note', { note: 'x' }, facts), ran: () => ran };
}

const errorOf = (reply: McpReply) =>
  reply.ok ? ((reply.result['_meta'] as JsonObject)['mcp-chassis.dev/error'] as JsonObject) : reply.data;

/** A guard's method that says it was asked, and never answers. */
function hanging() {
  const { promise: asked, resolve } = Promise.withResolvers<void>();
  const method = () => {
    resolve();
    return new Promise<never>(() => {});
  };
  return { asked, method };
}

test.each(['limits', 'rollout', 'authorize', 'approvals'] as const)(
  '%s that hang cost a call no more than its deadline, and it never runs [A9]',
  async (guard) => {
    const { asked, method } = hanging();
    const guards = {
      limits: { take: method },
      rollout: { isOn: method },
      authorize: { authorize: method, mayList: () => true },
      approvals: { redeem: method },
    };
    const { reply, ran } = await callHigh((base) => ({ ...base, [guard]: guards[guard] }));
    await asked;
    await vi.advanceTimersByTimeAsync(10_000);
    expect(errorOf(await reply)).toMatchObject({ code: 'TIMEOUT' });
    expect(ran()).toBe(false);
  },
);

test('an audit log that hangs before a call refuses it [C4]', async () => {
  const { asked, method } = hanging();
  const { reply, ran } = await callHigh((base) => ({ ...base, audit: { ...base.audit, begin: method } }));
  await asked;
  await vi.advanceTimersByTimeAsync(5_000);
  expect(errorOf(await reply)).toMatchObject({ code: 'AUDIT_UNAVAILABLE' });
  expect(ran()).toBe(false);
});

test('an audit log that hangs after a write withholds the result, and says that the effect was applied [C4]', async () => {
  const { asked, method } = hanging();
  const { reply, ran } = await callHigh((base) => ({ ...base, audit: { ...base.audit, end: method } }));
  await asked;
  await vi.advanceTimersByTimeAsync(5_000);
  const error = errorOf(await reply);
  expect(error).toMatchObject({ code: 'AUDIT_UNAVAILABLE', retryable: false });
  expect(error['message']).toContain('The effect was applied');
  expect(ran()).toBe(true);
});
