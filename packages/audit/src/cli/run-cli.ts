import { exitCodes, UsageError, type CliIo } from './cli-io.ts';
import { help } from './help.ts';
import { shipCommand } from './ship-command.ts';
import { tailCommand } from './tail-command.ts';
import { verifyCommand } from './verify-command.ts';

const commands: Readonly<Record<string, (args: readonly string[], io: CliIo) => Promise<number>>> = {
  verify: verifyCommand,
  tail: tailCommand,
  ship: shipCommand,
  // Loads pg, which the others do without.
  postgres: async (args, io) => (await import('./postgres-command.ts')).postgresCommand(args, io),
};

/** Runs `mcp-audit`; resolves with its exit code. */
export async function runCli(args: readonly string[], io: CliIo): Promise<number> {
  const [name = '', ...rest] = args;
  if (args.some((arg) => arg === '--help' || arg === '-h')) {
    io.out(help.trimEnd());
    return exitCodes.ok;
  }
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  try {
    if (command === undefined) throw new UsageError(name === '' ? 'name a command' : `there is no command ${name}`);
    return await command(rest, io);
  } catch (error) {
    if (!(error instanceof UsageError) && !isParseArgsError(error)) throw error;
    io.err(`mcp-audit: ${error.message}`);
    io.err('Try mcp-audit --help.');
    return exitCodes.usage;
  }
}

function isParseArgsError(error: unknown): error is Error {
  return error instanceof Error && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS');
}
