import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** The databases of a sandbox, each seeded from the folder of its name. */
export const DATABASES = ['orders', 'customers', 'billing', 'catalog'] as const;

/** One of {@link DATABASES}. */
export type DatabaseName = (typeof DATABASES)[number];

/** How much data: `full` has more than 100,000 rows, `small` has every table with a fiftieth of them. */
export type SeedSize = 'full' | 'small';

const SEED = new URL('../src/seed/', import.meta.url);

/** The functions that make people, addresses and valid card numbers; lives in `pg_temp` of the seeding session. */
export function readPrelude(): string {
  return readFileSync(new URL('prelude.sql', SEED), 'utf8');
}

/** The statements run last, in `orders`. */
export function readWorkload(): string {
  return readFileSync(new URL('workload.sql', SEED), 'utf8');
}

/** The statements that make one database, in order of their file names. */
export function readSeed(database: DatabaseName): string {
  const folder = new URL(`${database}/`, SEED);
  const names = readdirSync(fileURLToPath(folder)).sort();
  return names.map((name) => readFileSync(new URL(name, folder), 'utf8')).join('\n');
}

/** Changes whenever a prepared cluster would come out differently. */
export function seedKey(parts: readonly string[]): string {
  const hash = createHash('sha256');
  for (const part of [readPrelude(), readWorkload(), ...DATABASES.map(readSeed), ...parts])
    hash.update(part).update('\0');
  return hash.digest('hex').slice(0, 16);
}
