import { requireNode } from './require-node.mjs';

requireNode();
const { check } = await import('./check-everything.mjs');
const { runEntry } = await import('./entry.mjs');
const { createProgress } = await import('./progress.mjs');
const { findProjectNode, projectEnv } = await import('./project-node.mjs');

await runEntry(() => check(process.argv.slice(2), createProgress(), projectEnv(findProjectNode())));
