import { createApp, type App } from './app.ts';
import type { Env } from './env.ts';
import type { Runtime } from './runtime.ts';

/** The Worker. What it is made of is put together at its first request: before one there is no environment. */
export function createWorker(runtime: Runtime): {
  fetch(request: Request, env: Env, ctx: ExecutionContext): Promise<Response>;
} {
  const apps = new WeakMap<Env, App>();
  return {
    async fetch(request, env, ctx) {
      let app = apps.get(env);
      if (app === undefined) {
        app = createApp(env, runtime);
        apps.set(env, app);
      }
      return app.fetch(request, ctx);
    },
  };
}
