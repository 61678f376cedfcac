import { createNoopMeter, type MeterProvider } from '@opentelemetry/api';
import { expect, test } from 'vitest';
import { createServer } from './create-server.ts';
import type { ServerSpec } from './server-spec.ts';
import { fixtureSpec, fixtureTools } from './testing/fixture-server.ts';
import { recordingGuards } from './testing/recording-guards.ts';

async function callTool(spec: ServerSpec, name: string) {
  const server = createServer(spec);
  const peer = {
    principal: await server.authenticate({ transport: 'stdio' }),
    source: { transport: 'stdio' as const },
  };
  const { signal } = new AbortController();
  const facts = { id: 1, isCancelledApart: false, protocolVersion: '2026-07-28', meta: undefined, signal };
  return server.face.callTool(peer, name, { note: 'x' }, facts);
}

test('a read reaches its handler in the turn of the event loop in which its record was begun', async () => {
  const guards = recordingGuards();
  let turns = 0;
  const begin = () => void setImmediate(() => (turns += 1));
  const seen: number[] = [];
  const tool = fixtureTools.writing(
    async () => {
      seen.push(turns);
      await new Promise(setImmediate);
      seen.push(turns);
      return { note: 'read' };
    },
    { impact: 'read' },
  );
  await callTool(fixtureSpec([tool], { ...guards, audit: { ...guards.audit, begin } }), 'apply_note');
  expect(seen).toEqual([0, 1]);
});

test('a meter that fails costs a call its answer, not its record [C1]', async () => {
  const guards = recordingGuards();
  const record = () => {
    throw new Error('cannot count');
  };
  const meterProvider: MeterProvider = {
    getMeter: () => Object.assign(Object.create(createNoopMeter()), { createHistogram: () => ({ record }) }),
  };
  const spec = fixtureSpec([fixtureTools.echo()], guards);
  const reply = await callTool({ ...spec, metrics: { meterProvider, render: async () => '' } }, 'echo_note');
  const id = guards.records[0]?.call?.id;
  expect(JSON.stringify(reply)).toContain(`"code":"INTERNAL_ERROR"`);
  expect(JSON.stringify(reply)).toContain(`"error_id":"${id}"`);
  expect(guards.records.at(-1)).toMatchObject({ step: 'end', call: { id } });
});
