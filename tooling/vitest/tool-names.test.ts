import { globSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const root = new URL('../..', import.meta.url).pathname;

test('no two servers have a tool of the same name: clients merge them into one list [A2]', () => {
  const names = globSync('servers/*/tools.snapshot.json', { cwd: root }).flatMap((path) =>
    (JSON.parse(readFileSync(`${root}/${path}`, 'utf8')) as { name: string }[]).map(({ name }) => name),
  );
  expect(names.length).toBeGreaterThan(0);
  expect(names.toSorted()).toEqual([...new Set(names)].toSorted());
});
