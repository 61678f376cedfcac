import { describe, expect, test } from 'vitest';
import { openServer } from '../testing/open-server.ts';

const canary = 'content-canary-1138';

describe('the record of a call', () => {
  test('is the event tool_invocation: tool, tier, model and latency, and no code [I8, C1]', async () => {
    const server = openServer();
    await server.call('explain_code', { code: `${canary} and more`, context: canary });
    expect(server.lines).toHaveLength(1);
    expect(server.lastRecord()).toMatchObject({
      phase: 'outcome',
      operation: { name: 'explain_code', permission: 'codegen:generate' },
      actor: { owner: 'owner@example.com', auth: { method: 'oauth', issuer: 'test-client' } },
      request: { value: { input_characters: 47 } },
      response: {
        value: {
          event: 'tool_invocation',
          tool: 'explain_code',
          tier: 'fast',
          model: '@cf/zai-org/glm-4.7-flash',
          latency_ms: expect.any(Number) as unknown,
        },
      },
      outcome: { status: 'success' },
    });
    expect(server.lines.join('')).not.toContain(canary);
  });

  test('is the event tool_error: its type and the size of the input, and no code [I8, C1]', async () => {
    const server = openServer();
    await server.call('run_quick_task', { task: `${canary} fake-inference:status=401` });
    expect(server.lastRecord()).toMatchObject({
      response: { value: { event: 'tool_error', type: 'AI_ERROR', reason: 'unauthorized', input_characters: 45 } },
      outcome: { code: 'AI_ERROR' },
    });
    await server.call('run_quick_task', { task: canary.repeat(1_000) });
    expect(server.lastRecord()).toMatchObject({
      response: { value: { event: 'tool_error', type: 'INVALID_INPUT', input_characters: 19_000 } },
    });
    expect(server.lines.join('')).not.toContain(canary);
  });

  test('is kept of arguments that are nested without end [C1]', async () => {
    const server = openServer();
    const answer = await server.callText('run_quick_task', `{"task":${'['.repeat(100_000)}"x"${']'.repeat(100_000)}}`);
    expect(answer).toContain('nested deeper than the limit of 64 levels');
    expect(server.lastRecord()).toMatchObject({ response: { value: { event: 'tool_error', input_characters: 1 } } });
  });

  test('is kept of every refusal too, one for each call [C1]', async () => {
    const server = openServer({ scope: [] });
    expect(await server.call('run_quick_task', { task: 'x' })).toMatchObject({ code: 'FORBIDDEN' });
    expect(await server.call('no_such_tool', {})).toMatchObject({ code: 'UNKNOWN_TOOL' });
    expect(server.lines.map((line) => (JSON.parse(line) as { outcome: { code: string } }).outcome.code)).toEqual([
      'FORBIDDEN',
      'UNKNOWN_TOOL',
    ]);
  });
});
