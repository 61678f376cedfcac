#!/usr/bin/env node
import { parseArgs } from 'node:util';
import { runUp } from './run-up.ts';
import { SandboxError } from './sandbox-error.ts';

const HELP = `Usage: pnpm --silent sandbox up [--out FILE] [--fresh] [--dir DIR] [--seed SIZE]

Starts a Postgres primary and a streaming hot standby with four databases of synthetic data on 127.0.0.1, and stays
until SIGTERM or Ctrl-C. The first start makes the data, which takes some seconds; later ones reuse it.

  --out FILE   when everything is ready, writes how to connect to FILE as JSON (mode 0600); removes it at the end
  --fresh      throws away what earlier runs left in the directory
  --dir DIR    keeps the pair in DIR instead of the temporary directory
  --seed SIZE  full (default, more than 100,000 rows) or small
  --help       shows this
`;

const log = (line: string): void => void process.stderr.write(`sandbox: ${line}\n`);

async function main(args: readonly string[]): Promise<void> {
  const { values, positionals } = readArguments(args);
  if (values.help === true) {
    process.stdout.write(HELP);
    return;
  }
  if (positionals.length !== 1 || positionals[0] !== 'up') {
    throw new SandboxError(`Expected the command 'up'.\n\n${HELP}`);
  }
  const { out, dir, seed, fresh = false } = values;
  if (seed !== 'full' && seed !== 'small') throw new SandboxError(`--seed is 'full' or 'small', not '${seed}'.`);
  const stop = new AbortController();
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, () => stop.abort());
  await runUp({ out, dir, fresh, seed }, stop.signal, log);
}

function readArguments(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        out: { type: 'string' },
        dir: { type: 'string' },
        seed: { type: 'string', default: 'full' },
        fresh: { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
      },
    });
  } catch (cause) {
    throw new SandboxError(`${(cause as Error).message}\n\n${HELP}`, { cause });
  }
}

try {
  await main(process.argv.slice(2));
} catch (error) {
  process.exitCode = 1;
  log(error instanceof SandboxError ? error.message : String((error as Error).stack));
}
