import type { Json, Scrubber } from '@mcp-chassis/tool-kit';

const patterns: readonly (readonly [type: string, pattern: RegExp])[] = [
  ['email', /[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g],
  ['secret', /(?<=\bpassword=)(?!\[SECRET\])[^\s"&]+/g],
  ['secret', /\bsk_live_\w+/g],
];

/** Enough of a scrubber to see where the log uses one. */
export const smallScrubber: Scrubber = {
  name: 'small',
  start() {
    const counts: Record<string, number> = {};
    const replace = (type: string) => {
      counts[type] = (counts[type] ?? 0) + 1;
      return `[${type.toUpperCase()}]`;
    };
    const text = (value: string) =>
      patterns.reduce((clean, [type, pattern]) => clean.replace(pattern, () => replace(type)), value);
    const walk = (value: Json): Json => {
      if (typeof value === 'string') return text(value);
      if (typeof value !== 'object' || value === null) return value;
      if (Array.isArray(value)) return value.map(walk);
      return Object.fromEntries(
        Object.entries(value).map(([key, item]) => [text(key), key === 'password' ? replace('secret') : walk(item)]),
      );
    };
    return {
      text,
      value: walk,
      rows: (_columns, rows) => rows.map((row) => row.map(walk)),
      counts,
    };
  },
};
