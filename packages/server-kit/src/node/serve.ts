import type { ChassisServer } from '../server.ts';
import { describeError } from '../describe-error.ts';
import { listen, type HttpTransport, type Listening } from './listen.ts';
import { connectStdio, type ConnectStdio, type StdioConnection } from './stdio.ts';

const flushMs = 1_000;

/** How a deployment is reached: one transport, chosen by configuration. */
export type Transport = { readonly kind: 'stdio' } | HttpTransport;

export interface ServeOptions {
  /** Closes what the tools depend on, after the last call and before the process ends. */
  readonly onClose?: () => Promise<void>;
  /** How long running calls may go on after a signal, in ms. Default 10 000. */
  readonly drainMs?: number;
  /** Called once clients can connect. */
  readonly onListening?: (where: { readonly url?: string }) => void;
  /** Default: stdio on the v2 engine. */
  readonly connectStdio?: ConnectStdio;
}

/**
 * Serves until SIGTERM, SIGINT or, over stdio, the end of stdin; then drains, flushes the audit log, closes and ends
 * the process with 0. A second signal ends it at once. An unhandled rejection or exception is logged and ends it with 1.
 */
export async function serve(server: ChassisServer, transport: Transport, options: ServeOptions = {}): Promise<void> {
  const { log } = server;
  const die = (what: string) => (error: unknown) => {
    log.error({ error: describeError(error) }, what);
    process.exit(1);
  };
  process.on('unhandledRejection', die('unhandled rejection'));
  process.on('uncaughtException', die('uncaught exception'));
  const stopped = nextStop(log);
  const wire = await open(server, transport, options);
  log.info({ transport: transport.kind, url: wire.url, auth: server.auth.name, engine: server.engine.name }, 'serving');
  options.onListening?.(wire.url === undefined ? {} : { url: wire.url });
  const why = await Promise.race([stopped, wire.closed]);
  log.info({ why }, 'draining');
  wire.stopAccepting();
  await server.close(options.drainMs);
  await wire.closeAll();
  await options.onClose?.();
  log.info({}, 'stopped');
  process.exit(0);
}

interface Wire {
  readonly url?: string;
  readonly closed: Promise<string>;
  stopAccepting(): void;
  closeAll(): Promise<void>;
}

async function open(server: ChassisServer, transport: Transport, options: ServeOptions): Promise<Wire> {
  if (transport.kind === 'http') return overHttp(await listen(server, transport));
  const token = process.env['MCP_AGENT_TOKEN'];
  const principal = await server.authenticate({ transport: 'stdio', ...(token === undefined ? {} : { token }) });
  const connect = options.connectStdio ?? connectStdio;
  return overStdio(await connect(server, { principal, source: { transport: 'stdio' } }));
}

function overHttp(listening: Listening): Wire {
  return {
    url: listening.url,
    closed: new Promise(() => {}),
    stopAccepting: () => listening.stopAccepting(),
    closeAll: () => listening.closeAll(),
  };
}

function overStdio(connection: StdioConnection): Wire {
  return {
    closed: connection.closed.then(() => 'the connection ended'),
    stopAccepting: () => {},
    async closeAll() {
      await connection.close();
      await answersLeft();
    },
  };
}

/** Answers that wait for a slow reader leave, for at most a second: the end of the process would cut them off. */
function answersLeft(): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, flushMs);
    const left = () => {
      clearTimeout(timer);
      resolve();
    };
    // An answer that was sent in this turn of the event loop is written at its end.
    setImmediate(() => process.stdout.write('', left));
  });
}

function nextStop(log: ChassisServer['log']): Promise<string> {
  return new Promise((resolve) => {
    let first = true;
    const onSignal = (signal: NodeJS.Signals) => {
      if (!first) {
        log.warn({ signal }, 'stopped by a second signal, without draining');
        process.exit(1);
      }
      first = false;
      resolve(signal);
    };
    process.on('SIGTERM', onSignal);
    process.on('SIGINT', onSignal);
  });
}
