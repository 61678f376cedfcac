import { entryKey } from '../entry-key.ts';
import type { AuditEntry } from '../record.ts';

const most = 10_000;

/** The entries that a destination without an index took last, so that a batch that comes again is kept once. */
export interface RecentKeys {
  has(entry: AuditEntry): boolean;
  add(entry: AuditEntry): void;
}

/** Remembers 10,000 keys, a hundred times what one delivery can repeat. */
export function createRecentKeys(): RecentKeys {
  const keys = new Set<string>();
  return {
    has: (entry) => keys.has(entryKey(entry)),
    add(entry) {
      keys.add(entryKey(entry));
      if (keys.size <= most) return;
      const [oldest] = keys;
      if (oldest !== undefined) keys.delete(oldest);
    },
  };
}
