import { createScrubber } from '@mcp-chassis/pii-scrub';
import { readPolicy } from '@mcp-chassis/pii-scrub/policy';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeCorpus } from './make-corpus.ts';
import type { WorkerTask } from './workerd-scrubber.ts';

interface Bundle {
  readonly code: string;
  readonly imports: readonly string[];
}
interface Worker {
  readonly url: string;
  readonly stderr: readonly string[];
  close(): Promise<void>;
}
interface OpenWorkerd {
  bundleWorker(module: URL, name: string): Promise<Bundle>;
  openWorkerd(code: string): Promise<Worker>;
}

const policy = `
types: { email: pseudonym, card: mask, ip: generalise }
detectors: [{ type: employee, pattern: 'E-\\d{5}' }]
`;
let parts: OpenWorkerd;
let bundle: Bundle;
let worker: Worker;

beforeAll(async () => {
  const path = new URL('../../../../packages/server-kit/src/testing/open-workerd.ts', import.meta.url).href;
  parts = (await import(path)) as OpenWorkerd;
  bundle = await parts.bundleWorker(new URL('workerd-scrubber.ts', import.meta.url), 'worker');
  worker = await parts.openWorkerd(bundle.code);
});
afterAll(() => worker?.close());

const ask = async (task: WorkerTask): Promise<unknown> =>
  (await fetch(worker.url, { method: 'POST', body: JSON.stringify(task) })).json();

test('needs no module of Node, and the scrubber alone makes no code from text [D1]', async () => {
  expect(bundle.imports).toEqual([]);
  const plain = await parts.bundleWorker(new URL('workerd-scrubber.ts', import.meta.url), 'plainWorker');
  expect(plain.code).not.toMatch(/\beval\(|new Function\(|\bFunction\(/);
});

test.each(['', policy])('workerd answers as Node does under the policy %j [D1] [D3]', async (yaml) => {
  const items = makeCorpus(31, 800).map(({ input, kind }) => ({ input, kind }));
  const scrubber = createScrubber({ ...readPolicy(yaml), pseudonymKey: 'a key for tests only' });
  const expected = items.map(({ input, kind }) => scrubber.scrub(input, kind));
  expect(await ask({ items, policy: yaml })).toEqual(JSON.parse(JSON.stringify(expected)));
  expect(worker.stderr).toEqual([]);
});
