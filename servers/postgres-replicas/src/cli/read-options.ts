import type { Transport } from '@mcp-chassis/server-kit/node';
import type { Config } from '../config/config.ts';
import { ConfigError } from '../config/config-error.ts';
import { readConfig } from '../config/read-config.ts';
import { readVersion } from '../version.ts';
import { checkTargets } from './check-targets.ts';
import { helpText } from './help.ts';
import { readArguments, UsageError } from './read-arguments.ts';

/** What the server runs with. */
export interface Options {
  readonly config: Config;
  readonly transport: Transport;
}

/** Reads command line and configuration. Answers `--help`, `--version`, `--check` and every mistake itself, and exits. */
export async function readOptions(argv: readonly string[], env: NodeJS.ProcessEnv): Promise<Options> {
  try {
    const args = readArguments(argv);
    switch (args.kind) {
      case 'help':
        return end(0, helpText(readVersion()));
      case 'version':
        return end(0, `${readVersion()}\n`);
      case 'check': {
        const config = await readConfig(args.config, env);
        const isWell = await checkTargets(config, env, (line) => process.stdout.write(`${line}\n`));
        return end(isWell ? 0 : 1, '');
      }
      case 'serve': {
        const config = await readConfig(args.config, env);
        const port = args.port ?? config.http.port;
        return { config, transport: args.transport === 'http' ? { kind: 'http', port } : { kind: 'stdio' } };
      }
    }
  } catch (error) {
    if (error instanceof UsageError) return fail(2, `${error.message} See --help.`);
    if (error instanceof ConfigError) return fail(2, error.message);
    throw error;
  }
}

function end(code: number, text: string): never {
  process.stdout.write(text);
  process.exit(code);
}

function fail(code: number, message: string): never {
  process.stderr.write(`mcp-postgres-replicas: ${message}\n`);
  process.exit(code);
}
