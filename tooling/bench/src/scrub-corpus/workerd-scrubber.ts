import { createScrubber, type ScrubKind } from '@mcp-chassis/pii-scrub';
import { readPolicy } from '@mcp-chassis/pii-scrub/policy';

/** What the worker is asked: scrub each of these. */
export interface WorkerTask {
  readonly items: readonly { readonly input: unknown; readonly kind: ScrubKind }[];
  /** A policy in YAML. */
  readonly policy?: string;
}

/** A worker that scrubs what is posted to it, for the comparison with Node. */
export const worker = {
  async fetch(request: Request): Promise<Response> {
    const { items, policy = '' } = (await request.json()) as WorkerTask;
    const scrubber = createScrubber({ ...readPolicy(policy), pseudonymKey: 'a key for tests only' });
    return Response.json(items.map(({ input, kind }) => scrubber.scrub(input, kind)));
  },
};

/** The scrubber alone, without policies. */
export const plainWorker = {
  async fetch(request: Request): Promise<Response> {
    return new Response(createScrubber().scrub(await request.text()).value);
  },
};
