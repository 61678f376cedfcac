import { ToolError, type Layer } from '@mcp-chassis/tool-kit';
import { expect, test } from 'vitest';
import { createServer } from './create-server.ts';
import { fixtureSpec, fixtureTools } from './testing/fixture-server.ts';
import { recordingGuards } from './testing/recording-guards.ts';

const busy = () => new ToolError('RATE_LIMITED', 'Too busy.', { retryable: true });
const before: Layer = async () => {
  throw busy();
};
const after: Layer = async (_call, next) => {
  await next();
  throw busy();
};
const meanwhile: Layer = async (_call, next) => {
  void next();
  throw busy();
};

test.each([
  ['before the handler', 'write', before, 'none'],
  ['while the handler runs', 'write', meanwhile, 'unknown'],
  ['after the handler', 'write', after, 'applied'],
  ['after the handler', 'read', after, 'none'],
] as const)(
  'a layer that fails %s of a %s call says what became of the effect [C1]',
  async (_when, impact, layer, effect) => {
    const guards = recordingGuards();
    const tool = fixtureTools.writing(async () => ({ note: 'done' }), { impact });
    const server = createServer({ ...fixtureSpec([tool], guards), layers: [layer] });
    const peer = {
      principal: {
        agent: { id: 'fixture-agent', owner: 'owner@fixture.test' },
        permissions: ['*'],
        groups: [],
        auth: { method: 'none-on-loopback' },
      },
      source: { transport: 'http' as const },
    };
    await server.face.callTool(
      peer,
      'apply_note',
      { note: 'x' },
      {
        id: 1,
        isCancelledApart: false,
        protocolVersion: '2026-07-28',
        meta: undefined,
        signal: new AbortController().signal,
      },
    );
    expect(guards.records.at(-1)).toMatchObject({
      step: 'end',
      outcome: { ok: false, effect, error: { code: 'RATE_LIMITED', retryable: effect === 'none' } },
    });
  },
);
