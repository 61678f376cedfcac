import { describe, expect, test } from 'vitest';
import { createServer } from './create-server.ts';
import { createSdkV1Server } from './sdk-v1/create-sdk-v1-server.ts';
import type { ServerSpec } from './server-spec.ts';
import { fixtureSpec, fixtureTool, fixtureTools } from './testing/fixture-server.ts';

/** The spec of a server without these parts, as JavaScript or a wrong cast may pass it. */
function without(...parts: readonly (keyof ServerSpec)[]): ServerSpec {
  const kept = Object.entries(fixtureSpec()).filter(([part]) => !parts.includes(part as keyof ServerSpec));
  return Object.fromEntries(kept) as unknown as ServerSpec;
}
const remote = { name: 'token', loopbackOnly: false, authenticate: () => Promise.reject(new Error('nobody')) };
const high = fixtureTools.writing(async () => ({ note: '' }), { impact: { highest: 'high', of: () => 'read' } });

describe.each([
  ['createServer', createServer],
  ['createSdkV1Server', createSdkV1Server],
])('%s builds no server', (_name, create) => {
  test.each<[what: string, spec: ServerSpec, says: string]>([
    ['without an authenticator', without('auth'), '`auth` is missing'],
    ['without an audit log', without('audit'), '`audit` is missing'],
    ['without a scrubber', without('scrub'), '`scrub` is missing'],
    ['without an owner [A15]', { ...fixtureSpec(), owner: ' ' }, 'it has no owner'],
    ['without authorization beyond this machine', { ...without('authorize'), auth: remote }, '`authorize` is missing'],
    ['of high impact without an approval gate', { ...without('approvals'), tools: [high] }, '`approvals` is missing'],
    ['with a code of another form [A7]', { ...fixtureSpec(), errorCodes: ['notAReplica'] }, 'notAReplica is not UPPER'],
    [
      'of which a tool breaks a convention [A1]',
      { ...fixtureSpec(), tools: [fixtureTool('note_echo', async () => ({ note: '' }))] },
      'note_echo: its name does not start with a verb [A1]; start with the action',
    ],
    [
      'of one tool without a reason [A2]',
      { ...without('toolCountReason'), tools: [fixtureTools.echo()] },
      '1 tools [A2]',
    ],
  ])('%s', (_what, spec, says) => {
    expect(() => create(spec)).toThrow(says);
  });
});

test('all that is wrong is said at once', () => {
  expect(() => createServer({ ...without('audit', 'scrub'), owner: '' })).toThrow(
    /^fixture cannot be built:\n- `audit` .*\n- `scrub` .*\n- it has no owner/,
  );
});

test('a loopback-only server needs no authorization, and one without a high-impact tool no approval gate', () => {
  expect(createServer(without('authorize', 'approvals')).identity.name).toBe('fixture');
});

test('health tells version and uptime, and readiness turns false while it drains [A12]', async () => {
  let now = 1_000_000;
  const server = createServer({ ...fixtureSpec(), now: () => now });
  now += 61_900;
  expect(server.health()).toEqual({ status: 'ok', name: 'fixture', version: '1.2.3', uptime_seconds: 61 });
  expect((await server.readiness()).ready).toBe(true);
  const closed = server.close();
  expect(server.health().status).toBe('draining');
  expect((await server.readiness()).ready).toBe(false);
  await closed;
});

test('readiness tells how far each sink of the audit log is, and a sink that is behind stops no calls [A12, C4]', async () => {
  const spec = fixtureSpec();
  const states = { http: 'behind by 3 entries, nothing acknowledged for 31 s', file: 'ok' };
  const audited = createServer({ ...spec, audit: { ...spec.audit, sinkStates: () => states } });
  expect(await audited.readiness()).toMatchObject({ ready: true, audit_sinks: states });
  expect(await createServer(spec).readiness()).not.toHaveProperty('audit_sinks');
});
