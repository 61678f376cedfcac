import { requireNode } from './require-node.mjs';

requireNode();
const { runEntry } = await import('./entry.mjs');
const { testEverything } = await import('./test-everything.mjs');

await runEntry(() => testEverything(process.argv.slice(2)));
