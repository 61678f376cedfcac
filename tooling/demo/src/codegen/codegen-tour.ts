import { connectClient, type TestAnswer, type TestClient } from '@mcp-chassis/server-kit/testing';
import { loginWithPin, type LocalWorker } from '@mcp-chassis/workers-sandbox';
import type { Printer } from '../printer.ts';

/** What the tour needs. */
export interface CodegenTourOptions {
  readonly worker: LocalWorker;
  readonly pin: string;
  readonly print: Printer;
  /** Whether the stub answers: only it can be told to fail. */
  readonly isStub: boolean;
}

/** Uses the server as a client and a person would, and prints what is special about each step. */
export async function takeCodegenTour({ worker, pin, print, isStub }: CodegenTourOptions): Promise<void> {
  await showReadiness(worker, print);
  print.heading('OAuth: a client asks, a person with the PIN lets it in');
  const unauthenticated = await fetch(`${worker.url}/mcp`, { method: 'POST', body: '{}' });
  print.detail(`without a token: HTTP ${unauthenticated.status}`);
  const { accessToken } = await loginWithPin({ url: worker.url, pin, log: (step) => print.detail(step) });
  print.point(
    'The PIN page counts attempts per address, five a minute; its form works once, for five minutes, in one browser.',
  );

  const client = await connectClient('sdk-2-auto', { kind: 'http', url: `${worker.url}/mcp`, token: accessToken });
  try {
    await showTiers(client, print);
    await showScrubbing(client, print);
    await showLimit(client, print);
    if (isStub) {
      await showFallback(client, print);
      await showTimeout(client, print);
    }
  } finally {
    await client.close();
  }
  showEvents(worker.lines, print);
}

async function showReadiness({ url }: LocalWorker, print: Printer): Promise<void> {
  print.heading('/ready: what stands behind it');
  const { checks } = (await (await fetch(`${url}/ready`)).json()) as {
    readonly checks: Readonly<Record<string, string>>;
  };
  for (const [name, state] of Object.entries(checks)) print.detail(`${state.padEnd(4)} ${name}`);
}

async function showTiers(client: TestClient, print: Printer): Promise<void> {
  print.heading('A call on each tier');
  const message = await client.call('generate_commit_message', { diff: '-  return a - b;\n+  return a + b;' });
  const docs = await client.call('generate_docs', {
    code: 'export const add = (a: number, b: number) => a + b;',
    language: 'typescript',
  });
  for (const [tool, answer] of [
    ['generate_commit_message', message],
    ['generate_docs', docs],
  ] as const) {
    const value = expectValue(answer);
    print.detail(
      `${tool}: tier ${String(value['tier'])}, ${String(value['model'])}, ${String(value['tokens_in'])} tokens in, ${String(value['tokens_out'])} out`,
    );
    print.detail(`  ${String(value['subject'] ?? value['text']).split('\n', 1)[0]}`);
    if ('stub' in value) print.detail(`  ${String(value['stub'])}`);
    print.point(`estimate: ${JSON.stringify(value['estimate'])}`);
  }
}

async function showScrubbing(client: TestClient, print: Printer): Promise<void> {
  print.heading('A secret in submitted code does not reach the model');
  const code = "const client = connect('postgres://app:Tr0ub4dor@db.internal/orders'); // ask ada@example.org";
  print.detail(code);
  const value = expectValue(await client.call('explain_code', { code }));
  print.point(`The result says what was replaced: ${JSON.stringify(value['scrubbed'])}`);
}

async function showLimit(client: TestClient, print: Printer): Promise<void> {
  print.heading('Too much is refused before any inference');
  const answer = await client.call('run_quick_task', { task: 'x'.repeat(10_001) });
  print.point(expectError(answer));
}

async function showFallback(client: TestClient, print: Printer): Promise<void> {
  print.heading('A model without capacity: the next of its chain answers, and the result says so');
  const value = expectValue(
    await client.call('run_quick_task', { task: 'Say hello. fake-inference:overloaded=glm-4.7-flash' }),
  );
  print.point(`${String(value['model'])} answered; fallback: ${JSON.stringify(value['fallback'])}`);
}

async function showTimeout(client: TestClient, print: Printer): Promise<void> {
  print.heading('A model that never answers: 30 seconds, and its request is ended');
  print.detail('waiting …');
  print.point(expectError(await client.call('run_quick_task', { task: 'fake-inference:hang' })));
}

function showEvents(lines: readonly string[], print: Printer): void {
  print.heading('The audit log: every attempt and every call above, without code, prompts or the PIN');
  for (const line of lines.filter((one) => one.includes('"phase":"outcome"'))) {
    const { operation, outcome, response, duration_ms } = JSON.parse(line) as {
      readonly operation: { readonly name: string };
      readonly outcome: { readonly status: string };
      readonly response?: { readonly value: { readonly event: string } };
      readonly duration_ms: number;
    };
    print.detail(
      `${(response?.value.event ?? '').padEnd(16)} ${operation.name.padEnd(24)} ${outcome.status.padEnd(16)} ${duration_ms} ms`,
    );
  }
}

function expectValue(answer: TestAnswer): Record<string, unknown> {
  if (answer.ok) return { ...answer.value };
  throw new Error(answer.message);
}

function expectError(answer: TestAnswer): string {
  if (!answer.ok) return answer.message;
  throw new Error('the server answered what it must refuse');
}
