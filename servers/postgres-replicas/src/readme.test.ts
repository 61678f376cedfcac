import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { startDisposableSandbox, type Sandbox } from '@mcp-chassis/sandbox';
import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { configSchema } from './config/config-schema.ts';
import { programPath } from './testing/run-program.ts';

const run = promisify(execFile);
const readme = await readFile(new URL('../README.md', import.meta.url), 'utf8');
const rootReadme = await readFile(new URL('../../../README.md', import.meta.url), 'utf8');

const tools = JSON.parse(await readFile(new URL('../tools.snapshot.json', import.meta.url), 'utf8')) as readonly {
  readonly name: string;
}[];

const firstBlock = (markdown: string, language: string): string =>
  new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\`$`, 'm').exec(markdown)?.[1] ?? `no ${language} block`;

test('describes every tool [A3]', () => {
  const described = [...readme.matchAll(/^### `(\w+)`$/gm)].map(([, name]) => name);
  expect(described).toEqual(tools.map(({ name }) => name));
});

test('lists the configuration keys as --help does [A15]', async () => {
  const { stdout } = await run(process.execPath, [programPath, '--help']);
  const keys = stdout.slice(stdout.indexOf('Configuration:\n') + 'Configuration:\n'.length);
  expect(firstBlock(readme, 'text')).toBe(keys);
});

test('the sinks that it shows are ones that the configuration takes [C3]', () => {
  const shown = [...readme.matchAll(/^```yaml\n(audit:[\s\S]*?)^```$/gm)].map(
    ([, yaml = '']) => parse(yaml) as { audit: unknown },
  );
  expect(shown.map(({ audit }) => configSchema.shape.audit.safeParse(audit).error)).toEqual([undefined]);
});

test('the root README gives the same role and configuration', () => {
  expect(firstBlock(rootReadme, 'sql')).toBe(firstBlock(readme, 'sql'));
  expect(firstBlock(rootReadme, 'yaml')).toBe(firstBlock(readme, 'yaml'));
});

describe('the role and the configuration it gives', () => {
  const password = 'Readme-Reader-1';
  let sandbox: Sandbox;
  let directory: string;
  let config: string;

  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'readme-'));
    sandbox = await startDisposableSandbox();
    const admin = new Client({ ...sandbox.primary, ...sandbox.admin, database: 'orders' });
    await admin.connect();
    await admin.query(firstBlock(readme, 'sql'));
    await admin.query(`ALTER ROLE mcp_reader PASSWORD '${password}'`);
    await admin.end();
    await sandbox.waitForReplay();
    config = join(directory, 'config.yaml');
  });
  afterAll(async () => {
    await sandbox?.close();
    await rm(directory, { recursive: true, force: true });
  });

  const check = async (server: 'primary' | 'replica') => {
    const { host, port } = sandbox[server];
    const yaml = firstBlock(readme, 'yaml').replace(
      /^( +)host: .*$/m,
      `$1host: ${host}\n$1port: ${port}\n$1tls: disable`,
    );
    await writeFile(config, yaml);
    const env = { ...process.env, ORDERS_PASSWORD: password };
    return run(process.execPath, [programPath, '--config', config, '--check'], { env });
  };

  test('pass --check on a replica without a warning [G3]', async () => {
    expect(await check('replica')).toEqual({ stdout: 'ok     orders\n', stderr: '' });
  });

  test('fail it on a primary [G2]', async () => {
    await expect(check('primary')).rejects.toMatchObject({
      code: 1,
      stdout: expect.stringContaining('it is a primary, not a replica') as unknown,
    });
  });
});
