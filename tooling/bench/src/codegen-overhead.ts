import { fileURLToPath } from 'node:url';
import { loginWithPin, startFakeInference, startLocalWorker } from '@mcp-chassis/workers-sandbox';
import { summarise, time } from './measure.ts';

const rounds = 5;
const callsARound = 100;
const pin = 'benchmark-pin-1';

/** One way to get the same answer out of workerd. */
interface Contender {
  readonly name: string;
  readonly call: () => Promise<void>;
}

const path = (relative: string) => fileURLToPath(new URL(relative, import.meta.url));
const fake = await startFakeInference();
const ours = await startLocalWorker({
  config: path('../../../servers/workers-codegen/e2e/wrangler.jsonc'),
  vars: { PIN: pin, INFERENCE_URL: `${fake.url}/v1` },
});
const bare = await startLocalWorker({ config: path('codegen/bare-sdk.wrangler.jsonc'), vars: {} });
try {
  const { accessToken } = await loginWithPin({ url: ours.url, pin });
  const contenders: readonly Contender[] = [
    { name: 'workerd alone: one JSON answer', call: () => get(`${bare.url}/floor`) },
    { name: 'the bare SDK: the same tool', call: () => callTool(`${bare.url}/mcp`, 'get_routing_info', {}) },
    {
      name: 'workers-codegen: get_routing_info',
      call: () => callTool(`${ours.url}/mcp`, 'get_routing_info', {}, accessToken),
    },
    {
      name: 'workers-codegen: run_quick_task, stub',
      call: () => callTool(`${ours.url}/mcp`, 'run_quick_task', { task: 'Say hello.' }, accessToken),
    },
  ];
  for (const { call } of contenders) await time(callsARound, call);
  const durations = contenders.map((): number[] => []);
  for (let round = 0; round < rounds; round += 1) {
    for (const [i, { call }] of contenders.entries()) durations[i]?.push(...(await time(callsARound, call)));
  }
  process.stdout.write(
    `ms a call, one after another, ${rounds} rounds of ${callsARound}, under wrangler dev --local\n`,
  );
  for (const [i, { name }] of contenders.entries()) {
    const { p50, p95, p99 } = summarise(durations[i] ?? []);
    process.stdout.write(`${name.padEnd(40)} p50 ${p50.toFixed(2)}  p95 ${p95.toFixed(2)}  p99 ${p99.toFixed(2)}\n`);
  }
} finally {
  await ours.close();
  await bare.close();
  await fake.close();
}

async function get(url: string): Promise<void> {
  await (await fetch(url)).text();
}

async function callTool(url: string, name: string, args: object, token?: string): Promise<void> {
  const response = await fetch(url, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      accept: 'application/json, text/event-stream',
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
    },
    body: JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'tools/call', params: { name, arguments: args } }),
  });
  const text = await response.text();
  if (!response.ok || !text.includes('"structuredContent"'))
    throw new Error(`${url} answered ${response.status}: ${text.slice(0, 200)}`);
}
