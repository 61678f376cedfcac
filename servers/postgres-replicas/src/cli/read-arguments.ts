import { parseArgs } from 'node:util';

/** What the command line asks for. */
export type Arguments =
  | { readonly kind: 'help' }
  | { readonly kind: 'version' }
  | { readonly kind: 'check'; readonly config: string }
  | { readonly kind: 'serve'; readonly config: string; readonly transport: 'stdio' | 'http'; readonly port?: number };

/** A mistake on the command line, in one sentence that names the option. */
export class UsageError extends Error {}

/** @throws UsageError */
export function readArguments(argv: readonly string[]): Arguments {
  const { values } = parse(argv);
  if (values.help) return { kind: 'help' };
  if (values.version) return { kind: 'version' };
  const { config, transport = 'stdio', port } = values;
  if (config === undefined) throw new UsageError('--config FILE is missing.');
  if (values.check) return { kind: 'check', config };
  if (transport !== 'stdio' && transport !== 'http') throw new UsageError('--transport must be stdio or http.');
  if (port === undefined) return { kind: 'serve', config, transport };
  if (!/^\d{1,5}$/.test(port) || Number(port) > 65_535)
    throw new UsageError('--port must be a number from 0 to 65535.');
  if (transport === 'stdio') throw new UsageError('--port goes with --transport http.');
  return { kind: 'serve', config, transport, port: Number(port) };
}

function parse(argv: readonly string[]) {
  try {
    return parseArgs({
      args: [...argv],
      options: {
        config: { type: 'string' },
        transport: { type: 'string' },
        port: { type: 'string' },
        check: { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
        version: { type: 'boolean', short: 'v' },
      },
    });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : 'The command line cannot be read.');
  }
}
