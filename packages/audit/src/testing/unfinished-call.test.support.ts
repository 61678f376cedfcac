import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { WrittenSpool } from './written-spool.test.support.ts';

/** Lets a server begin a write and kills it before the end; returns the id of the call. */
export async function unfinishedCall(spool: WrittenSpool): Promise<string> {
  const child = new URL('./unfinished-call.test.child.ts', import.meta.url).pathname;
  const server = spawn(process.execPath, [child, spool.directory, join(spool.root, 'keys')], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const exited = once(server, 'exit');
  const [id] = (await once(server.stdout, 'data')) as [Buffer];
  server.kill('SIGKILL');
  await exited;
  return id.toString().trim();
}
