const most = 10_000;

/** The entries that a destination without an index took last, so that a batch that comes again is kept once. */
export interface RecentKeys {
  has(key: string): boolean;
  add(key: string): void;
}

/** Remembers 10,000 keys, a hundred times what one delivery can repeat. */
export function createRecentKeys(): RecentKeys {
  const keys = new Set<string>();
  return {
    has: (key) => keys.has(key),
    add(key) {
      keys.add(key);
      if (keys.size <= most) return;
      const [oldest] = keys;
      if (oldest !== undefined) keys.delete(oldest);
    },
  };
}
