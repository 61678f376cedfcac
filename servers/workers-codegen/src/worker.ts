import { createApp, type App } from './app.ts';
import type { Env } from './env.ts';
import type { Runtime } from './runtime.ts';

/** What Workers call. */
export interface CodegenWorker {
  readonly fetch: (request: Request, env: Env, ctx: ExecutionContext) => Promise<Response>;
}

/** The Worker. It is put together at its first request: before one there is no environment. */
export function createWorker(runtime: Runtime): CodegenWorker {
  const apps = new WeakMap<Env, App>();
  return {
    async fetch(request, env, ctx) {
      let app = apps.get(env);
      if (app === undefined) {
        try {
          app = createApp(env, runtime);
        } catch (error) {
          // Names variables, never their values.
          runtime.write(
            JSON.stringify({ event: 'not_configured', problem: error instanceof Error ? error.message : '' }),
          );
          return Response.json(
            { error: 'This server is not configured. Its log says what is missing.' },
            { status: 503 },
          );
        }
        apps.set(env, app);
      }
      const answered = app.fetch(request, ctx);
      // A browser that is gone takes nothing with it: its attempt still leaves a record.
      ctx.waitUntil(answered.catch(() => {}));
      return answered;
    },
  };
}
