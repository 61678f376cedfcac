import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const read = (path: string) => readFileSync(new URL(path, import.meta.url), 'utf8');
const readme = read('../README.md');
const found = (text: string, pattern: RegExp) =>
  [...new Set([...text.matchAll(pattern)].map(([, name = '']) => name))].toSorted();

test('the README has every phase a line of the log can have, and no other [C1, J6]', () => {
  const [, section = ''] = readme.split('\n## The lines of a log\n');
  const phases = found(
    read('../schema/audit-entry.v1.schema.json'),
    /"phase": \{\s*"type": "string",\s*"const": "(\w+)"/g,
  );
  expect(phases).toContain('digest');
  expect(found(section.split('\n## ', 1)[0] ?? '', /^\| `(\w+)` +\|/gm).filter((name) => name !== 'phase')).toEqual(
    phases,
  );
});

test('the README has every metric, and every command of mcp-audit that reads a log [C5, J6]', () => {
  const metrics = found(read('./node/observe-spool.ts'), /'mcp\.audit\.(?:sink)?(\.?\w+(?:\.\w+)?)'/g);
  expect(metrics.length).toBeGreaterThan(5);
  for (const name of metrics) expect(readme).toContain(name);
  for (const command of ['verify', 'tail', 'ship']) expect(readme).toContain(`mcp-audit ${command} /`);
});
