import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** What users pick instead, at the versions compared. */
const peers = { '@modelcontextprotocol/server-postgres': '0.6.2', '@bytebase/dbhub': '1.4.0' } as const;

/** Installs the peers once, outside the workspace: their dependencies are none of ours. Returns their node_modules. */
export function installPeers(): string {
  const wanted = Object.entries(peers).map(([name, version]) => `${name}@${version}`);
  const directory = join(tmpdir(), `mcp-chassis-bench-${wanted.join('-').replaceAll(/[^a-z0-9.-]/g, '_')}`);
  const modules = join(directory, 'node_modules');
  if (Object.keys(peers).every((name) => existsSync(join(modules, name)))) return modules;
  mkdirSync(directory, { recursive: true });
  process.stderr.write(`installing ${wanted.join(' and ')} ...\n`);
  execFileSync('npm', ['install', '--prefix', directory, '--ignore-scripts', '--no-audit', '--no-fund', ...wanted], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  return modules;
}
