import { entries } from './1-entries.ts';
import { partitions } from './2-partitions.ts';
import { calls } from './3-calls.ts';
import type { Migration } from './migration.ts';

/** All of them, in order. */
export const migrations: readonly Migration[] = [entries, partitions, calls];
