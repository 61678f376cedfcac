import type { Peer } from './engine/mcp-face.ts';
import type { FetchContext } from './server.ts';

/** What a runtime knows of an HTTP request beside the request itself. */
export interface HttpCaller {
  /** The peer's IP address. */
  readonly address?: string;
  /** What a gate in front has proven of the caller. */
  readonly props?: unknown;
  readonly waitUntil?: NonNullable<Peer['waitUntil']>;
}

/** Tells the caller of a request; `env` is what the runtime passed beside it. */
export type DescribeCaller = (request: Request, env: unknown) => HttpCaller;

/** On Workers: the address the edge saw, the props of the execution context, and its `waitUntil`. */
export const describeWorkersCaller: DescribeCaller = (request, env) => {
  const address = request.headers.get('cf-connecting-ip');
  const { ctx } = env as { readonly ctx?: FetchContext };
  return {
    ...(address === null ? {} : { address }),
    ...(ctx === undefined ? {} : { props: ctx.props, waitUntil: (work: Promise<unknown>) => ctx.waitUntil(work) }),
  };
};
