import { randomBytes } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { startFakeInference, startLocalWorker } from '@mcp-chassis/workers-sandbox';
import type { DemoOptions } from '../run-replicas-demo.ts';
import { takeCodegenTour } from './codegen-tour.ts';
import { checkUpstream, type Upstream } from './upstream.ts';

const config = fileURLToPath(new URL('../../../../servers/workers-codegen/wrangler.jsonc', import.meta.url));

/** `workers-codegen` in workerd, with a stub or an endpoint of your own behind it, and the tour. Nothing leaves the machine. */
export async function runCodegenDemo({
  once,
  port,
  print,
  stopped,
  upstream,
}: DemoOptions & { readonly upstream: Upstream | undefined }): Promise<void> {
  if (upstream !== undefined) await checkUpstream(upstream, fetch);
  const pin = randomBytes(6).toString('base64url');
  print.heading('Starting workers-codegen in workerd, under wrangler dev --local');
  const fake = await startFakeInference();
  try {
    const worker = await startLocalWorker({ config, port, vars: { PIN: pin, ...inferenceVars(fake.url, upstream) } });
    try {
      print.detail(`it serves ${worker.url}/mcp; the PIN of this run is ${pin}`);
      print.detail(
        upstream === undefined
          ? `models: fake-inference, a stub on ${fake.url}: no model runs`
          : `models: ${upstream.model} at ${upstream.url}`,
      );
      const tour = takeCodegenTour({ worker, pin, print, isStub: upstream === undefined }).catch((cause: unknown) => {
        throw upstream === undefined ? cause : blameUpstream(upstream, cause);
      });
      if ((await Promise.race([tour, stopped.then(() => 'stopped')])) === 'stopped') {
        print.heading('Stopped in the middle of the tour');
        tour.catch(() => {});
        return;
      }
      print.heading('Use it from your own agent: it opens the page, and you enter the PIN');
      print.block('Claude Code', `claude mcp add --transport http workers-codegen ${worker.url}/mcp`);
      print.block(
        'Cursor (.cursor/mcp.json)',
        JSON.stringify({ mcpServers: { 'workers-codegen': { url: `${worker.url}/mcp` } } }, null, 2),
      );
      print.block(
        'VS Code (.vscode/mcp.json)',
        JSON.stringify({ servers: { 'workers-codegen': { type: 'http', url: `${worker.url}/mcp` } } }, null, 2),
      );
      if (!once) {
        print.heading(`The server stays up; the PIN is ${pin}. Ctrl-C ends it.`);
        await Promise.race([stopped, worker.ended]);
      }
    } finally {
      await worker.close();
    }
  } finally {
    await fake.close();
  }
}

function blameUpstream({ url, model }: Upstream, cause: unknown): Error {
  const message = cause instanceof Error ? cause.message : 'it failed';
  return new Error(`--upstream ${url} with --model ${model} did not do what the tour asked: ${message}`, { cause });
}

function inferenceVars(fakeUrl: string, upstream: Upstream | undefined): Record<string, string> {
  return upstream === undefined
    ? { INFERENCE: 'fake', INFERENCE_URL: `${fakeUrl}/v1` }
    : {
        INFERENCE: 'openai-compatible',
        INFERENCE_URL: upstream.url,
        INFERENCE_MODEL: upstream.model,
        ...(upstream.token === undefined ? {} : { INFERENCE_TOKEN: upstream.token }),
      };
}
