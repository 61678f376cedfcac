import { startSandbox } from '@mcp-chassis/sandbox';
import { clientConfigs } from './client-configs.ts';
import type { Printer } from './printer.ts';
import { startServer } from './server-process.ts';
import { takeTour } from './tour.ts';

/** How a demo runs. */
export interface DemoOptions {
  /** Ends after the tour. */
  readonly once: boolean;
  /** 0 takes a free one. */
  readonly port: number;
  readonly print: Printer;
  /** Resolves when the person wants it to end. */
  readonly stopped: Promise<void>;
}

/** `postgres-replicas` over a sandbox: a primary, its hot standby, the server, and the tour. */
export async function runReplicasDemo({ once, port, print, stopped }: DemoOptions): Promise<void> {
  print.heading('Starting a Postgres primary and its streaming hot standby');
  const sandbox = await startSandbox({ log: (line) => print.detail(line) });
  try {
    const server = await startServer(sandbox.configPath, port);
    try {
      print.detail(`postgres-replicas serves ${server.url}`);
      await takeTour({ url: server.url, configPath: sandbox.configPath, print });
      print.heading('Use it from your own agent');
      for (const { client, where, text } of clientConfigs(server.url, sandbox.configPath))
        print.block(`${client} (${where})`, text);
      if (!once) {
        print.heading('The server stays up. Ctrl-C ends it.');
        await Promise.race([stopped, server.ended]);
      }
    } finally {
      await server.stop();
    }
  } finally {
    await sandbox.close();
  }
}
