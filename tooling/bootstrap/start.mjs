import { requireNode } from './require-node.mjs';

requireNode();
const { runEntry } = await import('./entry.mjs');
const { startDemo } = await import('./start-demo.mjs');

await runEntry(() => startDemo(process.argv.slice(2)));
