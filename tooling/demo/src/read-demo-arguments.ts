import { parseArgs } from 'node:util';
import { readUpstream, type Upstream } from './codegen/upstream.ts';

const help = `npm start -- [codegen] [--once] [--port N] [--upstream URL --model NAME]

Without a name: starts a Postgres primary with a hot standby and synthetic data, serves postgres-replicas on
http://127.0.0.1:8931/mcp, and takes a guided tour as a real MCP client.

codegen: serves workers-codegen in workerd on http://127.0.0.1:8932/mcp, offline, with a stub in place of the
models, and takes the tour.

  --once           end after the tour
  --port N         another port; 0 takes a free one
  --upstream URL   codegen: an OpenAI-compatible endpoint instead of the stub, e.g. http://127.0.0.1:11434/v1
  --model NAME     codegen: the model to ask there

INFERENCE_TOKEN in the environment is the bearer token of that endpoint, where it wants one.
`;

/** What `npm start --` was given. */
export type DemoArguments =
  | { readonly kind: 'replicas'; readonly once: boolean; readonly port: number }
  | {
      readonly kind: 'codegen';
      readonly once: boolean;
      readonly port: number;
      readonly upstream: Upstream | undefined;
    };

/** Answers `--help` and mistakes itself, and exits. */
export function readDemoArguments(argv: readonly string[]): DemoArguments {
  try {
    const { values, positionals } = parseArgs({
      args: [...argv],
      allowPositionals: true,
      options: {
        once: { type: 'boolean', default: false },
        port: { type: 'string' },
        upstream: { type: 'string' },
        model: { type: 'string' },
        help: { type: 'boolean', short: 'h' },
      },
    });
    if (values.help) {
      process.stdout.write(help);
      process.exit(0);
    }
    const [name, ...rest] = positionals;
    if (rest.length > 0 || (name !== undefined && name !== 'codegen'))
      throw new Error(`There is no demo named ${positionals.join(' ')}.`);
    if (name === undefined && (values.upstream ?? values.model) !== undefined)
      throw new Error('--upstream and --model are for codegen.');
    if (name === undefined) return { kind: 'replicas', once: values.once, port: readPort(values.port ?? '8931') };
    return {
      kind: 'codegen',
      once: values.once,
      port: readPort(values.port ?? '8932'),
      upstream: readUpstream(values, process.env['INFERENCE_TOKEN']),
    };
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n\n${help}`);
    process.exit(2);
  }
}

function readPort(text: string): number {
  const port = Number(text);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) throw new Error('--port must be a number from 0 to 65535.');
  return port;
}
