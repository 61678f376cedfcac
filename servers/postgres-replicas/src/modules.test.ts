import { globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const source = fileURLToPath(new URL('.', import.meta.url));

/** The modules of the server, each with those it may import. */
const mayImport: Readonly<Record<string, readonly string[]>> = {
  config: [],
  access: ['config'],
  guard: [],
  'database-error': [],
  client: ['access', 'config'],
  values: ['client'],
  query: ['client', 'config', 'guard', 'targets', 'values'],
  targets: ['access', 'client', 'config', 'guard', 'query', 'values'],
  tools: ['query', 'targets'],
};

const moduleOf = (path: string) => path.split('/')[0] ?? '';

test.each(Object.entries(mayImport))('%s imports no module but %j [G6]', (name, allowed) => {
  const files = globSync(`${name}/**/*.ts`, { cwd: source }).filter((path) => !path.includes('.test.'));
  expect(files.length).toBeGreaterThan(0);
  const imported = files.flatMap((path) =>
    [...readFileSync(join(source, path), 'utf8').matchAll(/ from '(\.[^']+)'/g)].map(([, to = '']) =>
      moduleOf(join(dirname(path), to)),
    ),
  );
  expect([name, ...allowed]).toEqual(expect.arrayContaining(imported));
});
