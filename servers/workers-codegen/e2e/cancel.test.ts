import { randomUUID } from 'node:crypto';
import { clientKinds, connectClient } from '@mcp-chassis/server-kit/testing';
import { loginWithPin } from '@mcp-chassis/workers-sandbox';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openObservedWorker, type ObservedWorker } from './observed-worker.fixture.ts';

const pin = 'pin-of-the-cancel-test';
let worker: ObservedWorker;
let token: string;

beforeAll(async () => {
  worker = await openObservedWorker(pin);
  token = (await loginWithPin({ url: worker.url, pin })).accessToken;
});
afterAll(() => worker?.close());

// They cancel with a request of their own. That a 2026-07-28 client has closed its connection, workerd does not tell without a flag:
// there the deadline ends the call.
const cancelling = clientKinds.filter((kind) => kind !== 'sdk-2-auto');

test.each(cancelling)(
  'a call that %s gives up ends its request to the model, and leaves a record [I6, C1]',
  async (kind) => {
    const mark = `mark ${randomUUID()}`.replace(/[^a-f]/g, 'x');
    const client = await connectClient(kind, { kind: 'http', url: `${worker.url}/mcp`, token });
    const controller = new AbortController();
    const calling = client.callRaw(
      'run_quick_task',
      { task: `${mark} fake-inference:hang` },
      { signal: controller.signal },
    );
    const ended = calling.catch((error: unknown) => error);
    await expect.poll(() => worker.seenCalls(mark)).toMatchObject([{ state: 'open' }]);
    controller.abort();
    expect(await ended).toBeInstanceOf(Error);
    await expect.poll(() => worker.seenCalls(mark), { timeout: 2_000 }).toMatchObject([{ state: 'aborted' }]);
    await client.close();
    const lines = await worker.readLines();
    expect(lines.filter((line) => /uncaught|cannot perform|hung/i.test(line))).toEqual([]);
    expect(lines.findLast((line) => line.includes('"phase":"outcome"'))).toContain('"code":"CANCELLED"');
  },
);
