import { runMain } from '@mcp-chassis/server-kit/node';
import { runCodegenDemo } from './codegen/run-codegen-demo.ts';
import { createPrinter } from './printer.ts';
import { readDemoArguments } from './read-demo-arguments.ts';
import { runReplicasDemo } from './run-replicas-demo.ts';

const demo = readDemoArguments(process.argv.slice(2));
const print = createPrinter(process.stdout);
const stopped = new Promise<void>((resolve) => {
  process.once('SIGINT', resolve).once('SIGTERM', resolve);
});

await runMain('npm start', () =>
  demo.kind === 'codegen' ? runCodegenDemo({ ...demo, print, stopped }) : runReplicasDemo({ ...demo, print, stopped }),
);
