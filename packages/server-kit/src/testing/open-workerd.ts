import { build } from 'esbuild';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createRequire } from 'node:module';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';

/** A worker bundled as for Cloudflare's edge, without a compatibility flag. */
export interface WorkerBundle {
  readonly code: string;
  /** What the bundle still imports: with `node:` in it, it would need a flag. */
  readonly imports: readonly string[];
}

/** Bundles the named export `name` of `module` as a worker's default export. */
export async function bundleWorker(module: URL, name: string): Promise<WorkerBundle> {
  const { outputFiles, metafile } = await build({
    stdin: {
      contents: `export { ${name} as default } from './${module.pathname.split('/').at(-1) ?? ''}';`,
      resolveDir: new URL('.', module).pathname,
    },
    bundle: true,
    format: 'esm',
    platform: 'neutral',
    mainFields: ['module', 'main'],
    conditions: ['workerd', 'worker', 'browser'],
    target: 'es2022',
    // Left in the bundle, so that the test sees them.
    external: ['node:*'],
    metafile: true,
    write: false,
    logLevel: 'silent',
  });
  const imports = Object.values(metafile.outputs).flatMap((output) => output.imports.map(({ path }) => path));
  return { code: outputFiles[0]?.text ?? '', imports };
}

/** A worker that runs in workerd on a free port of 127.0.0.1. */
export interface RunningWorker {
  readonly url: string;
  /** What workerd wrote to stderr: uncaught errors and warnings. */
  readonly stderr: readonly string[];
  close(): Promise<void>;
}

/** Path of the binary. The package has no types. */
const { default: workerd } = createRequire(import.meta.url)('workerd') as { readonly default: string };

// Later dates turn Node's modules and globals on by themselves: at this one nothing of Node is there.
const config = `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [(name = "main", worker = (
    modules = [(name = "worker.js", esModule = embed "worker.js")],
    compatibilityDate = "2026-06-01",
  ))],
  sockets = [(name = "http", address = "127.0.0.1:0", http = (), service = "main")],
);
`;

/** Runs the code until it is closed. */
export async function openWorkerd(code: string): Promise<RunningWorker> {
  const folder = await mkdtemp(join(tmpdir(), 'mcp-chassis-workerd-'));
  await writeFile(join(folder, 'worker.js'), code);
  await writeFile(join(folder, 'config.capnp'), config);
  const child = spawn(workerd, ['serve', '--control-fd=3', join(folder, 'config.capnp')], {
    stdio: ['ignore', 'inherit', 'pipe', 'pipe'],
  });
  const exited = once(child, 'exit');
  const stderr: string[] = [];
  createInterface({ input: child.stderr as Readable }).on('line', (line) => stderr.push(line));
  const listening = once(createInterface({ input: child.stdio[3] as Readable }), 'line');
  const failed = exited.then(() => Promise.reject(new Error(`workerd ended:\n${stderr.join('\n')}`)));
  const [line] = (await Promise.race([listening, failed])) as [string];
  failed.catch(() => {});
  return {
    url: `http://127.0.0.1:${(JSON.parse(line) as { port: number }).port}`,
    stderr,
    async close() {
      child.kill('SIGTERM');
      await exited;
      await rm(folder, { recursive: true, force: true });
    },
  };
}
