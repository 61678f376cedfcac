import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const program = fileURLToPath(new URL('../../../servers/postgres-replicas/dist/main.js', import.meta.url));

/** A running `mcp-postgres-replicas`. */
export interface ServerProcess {
  readonly url: string;
  readonly ended: Promise<void>;
  /** Ends it with SIGTERM and waits: it drains first. */
  stop(): Promise<void>;
}

/** Starts the built server over HTTP. Resolves when it listens. @throws Error with the end of its log when it does not. */
export async function startServer(configPath: string, port: number): Promise<ServerProcess> {
  const child = spawn(
    process.execPath,
    [program, '--config', configPath, '--transport', 'http', '--port', String(port)],
    {
      stdio: ['ignore', 'ignore', 'pipe'],
    },
  );
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const lastLines: string[] = [];
  const url = await new Promise<string>((resolve, reject) => {
    const lines = createInterface({ input: child.stderr });
    lines.on('line', (line) => {
      if (lastLines.push(line) > 15) lastLines.shift();
      const found = /"url":"([^"]+)".*"msg":"serving"/.exec(line)?.[1];
      if (found !== undefined) resolve(found);
    });
    child.once('error', reject);
    child.once('exit', () => reject(new Error(whyNot(lastLines, port))));
  });
  return {
    url,
    ended,
    async stop() {
      child.kill('SIGTERM');
      await ended;
    },
  };
}

function whyNot(lines: readonly string[], port: number): string {
  if (lines.some((line) => line.includes('EADDRINUSE'))) {
    return `Port ${port} is taken: end what uses it, or choose another with npm start -- --port 0`;
  }
  return `The server did not start. Its last words:\n${lines.join('\n')}`;
}
