import { requireNode } from './require-node.mjs';

requireNode();
const { runEntry } = await import('./entry.mjs');
const { listRequirements } = await import('./list-requirements.mjs');
const { parseOptions } = await import('./parse-options.mjs');

await runEntry(async () => {
  const { missing } = parseOptions(process.argv.slice(2), { missing: { type: 'boolean', default: false } });
  process.stdout.write(`${listRequirements({ onlyMissing: missing })}\n`);
  return 0;
});
