import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { writeConfig, type ProgramTargets } from './testing/run-program.ts';

/** The server with an agent for every bearer token. */
export interface AgentsProgram {
  readonly url: string;
  close(): Promise<void>;
}

export async function runAgentsProgram(targets: ProgramTargets): Promise<AgentsProgram> {
  const directory = await mkdtemp(join(tmpdir(), 'mcp-postgres-replicas-agents-'));
  const program = new URL('./agents.stress.program.ts', import.meta.url).pathname;
  const args = [program, '--config', await writeConfig(directory, targets), '--transport', 'http', '--port', '0'];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'ignore', 'pipe'] });
  const exited = once(child, 'exit');
  const url = await new Promise<string>((resolve, reject) => {
    const lines: string[] = [];
    createInterface({ input: child.stderr }).on('line', (line) => {
      lines.push(line);
      const found = /"url":"([^"]+)".*"msg":"serving"/u.exec(line)?.[1];
      if (found !== undefined) resolve(found);
    });
    void exited.then(() => reject(new Error(lines.join('\n'))));
  });
  return {
    url,
    async close() {
      child.kill('SIGTERM');
      await exited;
      await rm(directory, { recursive: true });
    },
  };
}
