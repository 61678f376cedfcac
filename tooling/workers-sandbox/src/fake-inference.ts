import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { answerCall } from './answer-call.ts';
import { readCall } from './inference-call.ts';

/** How the stub starts. */
export interface FakeInferenceOptions {
  /** Default 0: a free one. */
  readonly port?: number;
  /** Models that were taken out of service: refused with 5028. */
  readonly retired?: readonly string[];
  /** Models without capacity: refused with 3040. */
  readonly overloaded?: readonly string[];
}

/** What the stub saw of one call, as `GET /fake/calls` lists it; with `?mark=TEXT` only calls whose prompt has the text in it. */
export interface SeenCall {
  readonly dialect: string;
  readonly model: string;
  readonly prompt: string;
  /** `open` until the answer has left; `aborted` when the caller closed the connection first. */
  state: 'open' | 'answered' | 'aborted';
  /** From its arrival until it was answered or aborted, in ms. */
  durationMs?: number;
}

/** A stub of an inference service, listening on 127.0.0.1. */
export interface FakeInference {
  /** Without a path: `http://127.0.0.1:41234`. The OpenAI-compatible base is `/v1` below it. */
  readonly url: string;
  readonly calls: readonly SeenCall[];
  close(): Promise<void>;
}

/**
 * A stub of an inference service for machines without one: OpenAI-compatible at `/v1`, the REST endpoint of Workers AI at
 * `/client/v4/accounts/ID/ai/run/MODEL`, and the far side of an `AI` binding. Its answers are deterministic and say that no model ran.
 */
export async function startFakeInference(options: FakeInferenceOptions = {}): Promise<FakeInference> {
  const calls: SeenCall[] = [];
  const server = createServer((request, response) => {
    void handle(request, response).catch(() => response.destroy());
  });

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://fake');
    if (pathname === '/fake/calls') {
      const mark = searchParams.get('mark') ?? '';
      return void response.end(JSON.stringify(calls.filter(({ prompt }) => prompt.includes(mark))));
    }
    if (pathname === '/v1/models') return void response.end(JSON.stringify({ object: 'list', data: [] }));
    const call = readCall(request, await text(request));
    if (call === undefined) return void response.writeHead(404).end();
    const began = performance.now();
    const prompt = call.messages.map(({ content }) => content).join('\n');
    const seen: SeenCall = { dialect: call.dialect, model: call.model, prompt, state: 'open' };
    calls.push(seen);
    response.once('close', () => {
      seen.state = response.writableFinished ? 'answered' : 'aborted';
      seen.durationMs = performance.now() - began;
    });
    answerCall(call, response, { retired: options.retired ?? [], overloaded: options.overloaded ?? [] });
  }

  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port ?? 0, '127.0.0.1', resolve);
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    calls,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function text(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}
