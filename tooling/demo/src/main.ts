import { startSandbox } from '@mcp-chassis/sandbox';
import { runMain } from '@mcp-chassis/server-kit/node';
import { clientConfigs } from './client-configs.ts';
import { createPrinter } from './printer.ts';
import { readDemoArguments } from './read-demo-arguments.ts';
import { startServer } from './server-process.ts';
import { takeTour } from './tour.ts';

const { once, port } = readDemoArguments(process.argv.slice(2));
const print = createPrinter(process.stdout);
const stopped = new Promise<void>((resolve) => {
  process.once('SIGINT', resolve).once('SIGTERM', resolve);
});

await runMain('npm start', async () => {
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
});
