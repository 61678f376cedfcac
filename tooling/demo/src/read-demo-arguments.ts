import { parseArgs } from 'node:util';

const help = `npm start -- [--once] [--port N]

Starts a Postgres primary with a hot standby and synthetic data, serves postgres-replicas on
http://127.0.0.1:8931/mcp, and takes a guided tour as a real MCP client.

  --once     end after the tour
  --port N   another port; 0 takes a free one
`;

/** What `npm start --` was given. Answers `--help` and mistakes itself, and exits. */
export function readDemoArguments(argv: readonly string[]): { readonly once: boolean; readonly port: number } {
  try {
    const { values } = parseArgs({
      args: [...argv],
      options: { once: { type: 'boolean' }, port: { type: 'string' }, help: { type: 'boolean', short: 'h' } },
    });
    if (values.help) {
      process.stdout.write(help);
      process.exit(0);
    }
    const port = Number(values.port ?? '8931');
    if (!Number.isInteger(port) || port < 0 || port > 65_535)
      throw new Error('--port must be a number from 0 to 65535.');
    return { once: values.once ?? false, port };
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n\n${help}`);
    process.exit(2);
  }
}
