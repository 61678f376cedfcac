import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';

const read = (path: string) => readFile(new URL(path, import.meta.url), 'utf8');
const readme = await read('../README.md');

/** First column of the table below a heading, without backticks. */
const rows = (heading: string): readonly string[] => {
  const [, section = ''] = readme.split(`\n## ${heading}\n`);
  return [...(section.split('\n## ', 1)[0] ?? '').matchAll(/^\| `([^`]+)`/gm)].map(([, name = '']) => name);
};

test('describes every tool, in their order [A3]', async () => {
  const tools = JSON.parse(await read('../tools.snapshot.json')) as readonly { readonly name: string }[];
  expect(rows('The tools')).toEqual(tools.map(({ name }) => name));
});

test('lists every variable [A15]', async () => {
  const schema =
    /const schema = z\.object\(\{([\s\S]*?)\n\}\);/.exec(await read('../src/config/read-config.ts'))?.[1] ?? '';
  const names = [...schema.matchAll(/^ {2}([A-Z_]+):/gm)].map(([, name = '']) => name);
  expect(names.length).toBeGreaterThan(10);
  expect(rows('Variables').toSorted()).toEqual(names.toSorted());
});

test('gives the keys and defaults of the tiers [I3]', async () => {
  const tiers = await read('../src/catalogue/tiers.ts');
  expect(rows('Choose models without a deploy')).toEqual(['config:model:fast', 'config:model:standard']);
  for (const [, key = '', model = ''] of readme.matchAll(/^\| `(config:model:\w+)`\s+\| `([^`]+)`/gm)) {
    expect(tiers).toContain(`${key.split(':').at(-1) ?? ''}: '${key}'`);
    expect(tiers).toContain(`default: '${model}'`);
  }
});

test('no configuration has a compatibility flag [I2]', async () => {
  for (const name of ['../wrangler.jsonc', '../wrangler.deploy.jsonc', 'wrangler.jsonc']) {
    const config = await read(name);
    expect(config).toContain('"compatibility_date"');
    expect(config).not.toContain('compatibility_flags');
  }
});

test('its files exist, and the commands name the configuration that the check bundles', async () => {
  for (const [, path = ''] of readme.matchAll(/\]\((?!https?:)([^)#]+)\)/g))
    expect(await read(`../${path}`)).not.toBe('');
  expect(readme).toContain('npx wrangler deploy --config wrangler.deploy.jsonc');
  // Without it wrangler offers to write a second binding of that name into the configuration for this machine.
  for (const [command] of readme.matchAll(/npx wrangler kv namespace create.*/g))
    expect(command).toContain('--update-config=false');
  expect(await read('../wrangler.deploy.jsonc')).toContain('"ai": { "binding": "AI" }');
  expect(await read('../wrangler.jsonc')).not.toContain('"ai"');
});
