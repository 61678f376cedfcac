import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { connectClient } from './testing/connect-client.ts';
import { workerCanary, workerToken } from './testing/fixture-worker.ts';
import { bundleWorker, openWorkerd, type RunningWorker, type WorkerBundle } from './testing/open-workerd.ts';
import { clientKinds } from './testing/test-client.ts';

const protocolVersions = { 'sdk-1': '2025-11-25', 'sdk-2-legacy': '2025-11-25', 'sdk-2-auto': '2026-07-28' };

describe('a server built from the root entries, in workerd without compatibility flags', () => {
  let bundle: WorkerBundle;
  let worker: RunningWorker;
  beforeAll(async () => {
    bundle = await bundleWorker(new URL('testing/fixture-worker.ts', import.meta.url), 'worker');
    worker = await openWorkerd(bundle.code);
  });
  afterAll(() => worker?.close());

  const connect = (kind: (typeof clientKinds)[number]) =>
    connectClient(kind, { kind: 'http', url: `${worker.url}/mcp`, token: workerToken });
  const records = async () => (await (await fetch(`${worker.url}/records`)).json()) as string[];

  test('needs no module of Node [I2]', () => {
    expect(bundle.imports).toEqual([]);
    expect(bundle.code).not.toMatch(/\b(?:import|require)\b[^;\n]{0,200}["']node:/);
  });

  test('answers many first calls at once [A11, I2]', async () => {
    const client = await connect('sdk-2-auto');
    const notes = Array.from({ length: 20 }, (_, i) => `note ${i}`);
    const answers = await Promise.all(notes.map((note) => client.call('echo_note', { note })));
    await client.close();
    expect(answers.map((answer) => answer.ok && answer.value['note'])).toEqual(notes);
  });

  test.each(clientKinds)('gives %s the same tools, answers and codes as on Node [A10, D1, I2]', async (kind) => {
    const client = await connect(kind);
    try {
      expect(client.protocolVersion).toBe(protocolVersions[kind]);
      const tools = await client.listTools();
      expect(tools.map((tool) => tool['name'])).toEqual(['echo_note', 'get_contact', 'fetch_failure']);
      expect(await client.call('echo_note', { note: 'hé' })).toMatchObject({ ok: true, value: { note: 'hé' } });
      expect(await client.call('get_contact', { note: '' })).toMatchObject({
        ok: true,
        value: { note: 'Write to [email].' },
      });
      expect(await client.call('fetch_failure', { note: '' })).toMatchObject({
        ok: false,
        code: 'INTERNAL_ERROR',
        error: { retryable: false },
      });
      expect(await client.call('echo_note', { note: 'x'.repeat(101) })).toMatchObject({
        ok: false,
        code: 'INVALID_INPUT',
        message: '[INVALID_INPUT] note: at most 100 characters allowed, got text of 101 characters.',
      });
      expect(await client.call('delete_note', { note: '' })).toMatchObject({ ok: false, code: 'FORBIDDEN' });
      expect(await client.call('echo_nothing')).toMatchObject({ ok: false, code: 'UNKNOWN_TOOL' });
    } finally {
      await client.close();
    }
  });

  test('keeps one record of each call, without the canary [C1, D1]', async () => {
    const before = (await records()).length;
    const client = await connect('sdk-1');
    await client.call('echo_note', { note: workerCanary });
    await client.call('get_contact', { note: '' });
    await client.call('fetch_failure', { note: '' });
    await client.close();
    const written = (await records()).slice(before);
    expect(written).toHaveLength(3);
    expect(written.join('\n')).not.toContain(workerCanary);
  });

  test('answers 401 without its token, and health without one [B2]', async () => {
    const body = JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'tools/list' });
    const headers = { 'content-type': 'application/json', accept: 'application/json, text/event-stream' };
    const refused = await fetch(`${worker.url}/mcp`, { method: 'POST', headers, body });
    expect(refused.status).toBe(401);
    expect(refused.headers.get('www-authenticate')).toBe('Bearer');
    expect((await fetch(`${worker.url}/health`)).status).toBe(200);
  });

  test('makes workerd report nothing [A8]', () => {
    expect(worker.stderr).toEqual([]);
  });
});
