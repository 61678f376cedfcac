import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { JsonObject } from '@mcp-chassis/tool-kit';
import { connectClient } from './connect-client.ts';
import { speakRaw } from './raw-stdio.ts';
import type { SampleCall, ServerContract, ServerUnderTest } from './server-under-test.ts';
import { clientKinds, type ClientKind, type TestAnswer, type TestClient } from './test-client.ts';

/** The contract suite every server runs: the same for every client, SDK, protocol era and transport. */
export function describeServer(contract: ServerContract): void {
  const { name, samples, canaries, transports = ['http', 'stdio'] } = contract;
  const peers = clientKinds.flatMap((kind) => transports.map((transport) => ({ kind, transport })));

  describe(`${name} keeps the server contract`, () => {
    let server: ServerUnderTest;
    beforeAll(async () => {
      server = await contract.open();
    });
    afterAll(() => server?.close());

    async function withClient<T>(
      kind: ClientKind,
      transport: 'http' | 'stdio',
      use: (client: TestClient) => Promise<T>,
    ): Promise<T> {
      const client = await connectClient(kind, reachOf(server, transport));
      try {
        return await use(client);
      } finally {
        await client.close();
      }
    }

    test('its tools are the committed ones [J5]', async () => {
      const tools = await withClient('sdk-2-auto', 'http', (client) => client.listTools());
      await expect(`${JSON.stringify(tools, null, 2)}\n`).toMatchFileSnapshot(contract.snapshot.pathname);
    });

    test('every tool has a sample that succeeds', async () => {
      const tools = await withClient('sdk-2-auto', 'http', (client) => client.listTools());
      const proven = new Set(samples.filter(({ expect: code }) => code === 'ok').map(({ tool }) => tool));
      expect([...proven].toSorted()).toEqual(tools.map((tool) => String(tool['name'])).toSorted());
    });

    test('every client gets the same tools, answers and codes over every transport [A10]', async () => {
      const seen = await Promise.all(
        peers.map(({ kind, transport }) =>
          withClient(kind, transport, async (client) => {
            const tools = await client.listTools();
            const answers: unknown[] = [];
            for (const sample of samples) answers.push(comparable(sample, await client.call(sample.tool, sample.args)));
            return {
              tools: tools.map(({ name: tool, inputSchema, outputSchema }) => ({ tool, inputSchema, outputSchema })),
              answers,
            };
          }),
        ),
      );
      expect(seen).toHaveLength(clientKinds.length * transports.length);
      for (const one of seen) expect(one).toEqual(seen[0]);
      const codes = seen[0]?.answers.map((answer) => (answer as { code: string }).code);
      expect(codes).toEqual(samples.map((sample) => sample.expect));
    });

    test.each(clientKinds)('refuses unknown fields and unknown tools to %s, by name [A4] [A7]', async (kind) => {
      await withClient(kind, 'http', async (client) => {
        const [first] = samples;
        if (first === undefined) throw new Error('the contract has no samples');
        const refused = await client.call(first.tool, { ...first.args, not_a_field: 1 });
        expect(refused).toMatchObject({ ok: false, code: 'INVALID_INPUT' });
        expect(refused.ok || refused.message).toContain('not_a_field');
        expect(await client.call('call_nothing')).toMatchObject({ ok: false, code: 'UNKNOWN_TOOL' });
      });
    });

    test('every call leaves exactly one outcome record, whatever became of it [C1]', async () => {
      const before = outcomes(await server.readAudit()).length;
      const ids = await withClient('sdk-1', 'http', async (client) => {
        const failed: string[] = [];
        for (const { tool, args } of samples) {
          const answer = await client.call(tool, args);
          if (!answer.ok) failed.push(String(answer.error['error_id']));
        }
        return failed;
      });
      const records = outcomes(await server.readAudit()).slice(before);
      expect(records).toHaveLength(samples.length);
      expect(new Set(records.map((record) => record['call_id'])).size).toBe(samples.length);
      for (const id of ids) expect(records.map((record) => record['call_id'])).toContain(id);
    });

    test('answers 401 to who does not show its token, where it has one [B2]', async () => {
      const { url, token } = server.http;
      const response = await fetch(url, {
        method: 'POST',
        headers: { 'content-type': 'application/json', accept: 'application/json, text/event-stream' },
        body: JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'tools/list', params: {} }),
      });
      expect(response.status).toBe(token === undefined ? 200 : 401);
    });

    test.each(transports.filter((transport) => transport === 'stdio'))(
      'over %s every line of stdout is JSON-RPC, garbage on stdin included, and it ends with its client [A8]',
      async (stdio) => {
        const call = (id: number, { tool, args }: SampleCall) =>
          JSON.stringify({ jsonrpc: '2.0', id, method: 'tools/call', params: { name: tool, arguments: args } });
        const opening = {
          jsonrpc: '2.0',
          id: 0,
          method: 'initialize',
          params: { protocolVersion: '2025-11-25', capabilities: {}, clientInfo: { name: 'raw', version: '1' } },
        };
        const { stdout, exitCode } = await speakRaw(
          reachOf(server, stdio),
          [
            JSON.stringify(opening),
            JSON.stringify({ jsonrpc: '2.0', method: 'notifications/initialized' }),
            'this is not JSON',
            '{"jsonrpc":"2.0","id":999,"method":"no/such/method"}',
            ...samples.map((sample, i) => call(i + 1, sample)),
          ],
          samples.length + 2,
        );
        expect(stdout.length).toBeGreaterThanOrEqual(samples.length + 2);
        for (const line of stdout) expect(JSON.parse(line)).toMatchObject({ jsonrpc: '2.0' });
        expect(exitCode).toBe(0);
      },
    );

    test('no canary is in any result, error, log line, audit record or metric [D1] [A7]', async () => {
      const results = await withClient('sdk-2-auto', 'http', async (client) => {
        const all: TestAnswer[] = [];
        for (const { tool, args } of samples) all.push(await client.call(tool, args));
        return JSON.stringify(all);
      });
      const sinks = { ...(await server.readSinks()), results };
      for (const [sink, text] of Object.entries(sinks)) {
        expect(text, `${sink} is empty: nothing was proven`).not.toBe('');
        for (const canary of canaries) expect(text.includes(canary), `${canary} is in ${sink}`).toBe(false);
      }
    });
  });
}

function reachOf<T extends 'http' | 'stdio'>(server: ServerUnderTest, transport: T): NonNullable<ServerUnderTest[T]> {
  const reach = server[transport];
  if (reach === undefined) throw new Error(`the contract promises ${transport}, and the server does not offer it`);
  return reach;
}

function comparable({ stable }: SampleCall, answer: TestAnswer): unknown {
  if (!answer.ok) return { code: answer.code, message: answer.message.replace(/[0-9A-HJKMNP-TV-Z]{26}/g, '<id>') };
  expect(JSON.parse(answer.text)).toEqual(answer.value);
  return { code: 'ok', value: stable === undefined ? answer.value : stable(answer.value) };
}

function outcomes(records: readonly JsonObject[]): readonly JsonObject[] {
  return records.filter((record) => record['phase'] === 'outcome');
}
