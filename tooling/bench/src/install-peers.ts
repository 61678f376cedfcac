import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Installs packages, by name and version, once and outside the workspace: their dependencies are none of ours. Returns their node_modules. */
export function installPeers(peers: Readonly<Record<string, string>>): string {
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
