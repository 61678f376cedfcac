import type { Env } from '../env.ts';
import { createWorker } from '../worker.ts';

let ahead = 0;

const worker = createWorker({
  now: () => Date.now() + ahead,
  fetch: (input, init) => fetch(input, init),
  write: (line) => console.log(line),
});

export default {
  /** The Worker, and two paths for tests: `/test/clock?ms=N` sets its clock ahead, `/test/mark?text=T` writes a line. */
  fetch(request: Request, env: Env, ctx: ExecutionContext): Promise<Response> | Response {
    const { pathname, searchParams } = new URL(request.url);
    if (pathname === '/test/clock') ahead = Number(searchParams.get('ms'));
    else if (pathname === '/test/mark') console.log(searchParams.get('text'));
    else return worker.fetch(request, env, ctx);
    return new Response(null, { status: 204 });
  },
};
