import { globSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { describe, expect, test } from 'vitest';
import { promisedOutput, runReadmeExample } from './run-readme-example.ts';

interface Manifest {
  readonly name: string;
  readonly private?: boolean;
  readonly exports?: Readonly<Record<string, unknown>>;
  readonly bin?: Readonly<Record<string, string>>;
}

const root = fileURLToPath(new URL('../../', import.meta.url));

const published = globSync('{packages,servers,tooling}/*/package.json', { cwd: root })
  .sort()
  .map((path) => {
    const manifest = JSON.parse(readFileSync(`${root}${path}`, 'utf8')) as Manifest;
    return { ...manifest, folder: dirname(path), readme: pathToFileURL(`${root}${dirname(path)}/README.md`) };
  })
  .filter((manifest) => manifest.private !== true);

const isImportable = ({ exports = {} }: Manifest) => Object.keys(exports).some((entry) => entry !== './package.json');

describe('the README of a library', () => {
  test.each(published.filter(isImportable))(
    '$name has an example that prints what it promises [J6]',
    async (library) => {
      const printed = await runReadmeExample(library.readme);
      expect(printed).toBe((await promisedOutput(library.readme)) ?? printed);
    },
  );
});

describe('the README of a program', () => {
  test.each(published.filter((one) => !isImportable(one)))('$name shows how each command is run [J6]', (program) => {
    const shell = shellBlocks(readFileSync(program.readme, 'utf8'));
    const commands = Object.keys(program.bin ?? {});
    expect(commands).not.toEqual([]);
    expect(commands.filter((command) => !shell.includes(command))).toEqual([]);
  });
});

test('the root README links the README of every published package, and every link in it leads somewhere', () => {
  const readme = readFileSync(`${root}README.md`, 'utf8');
  const links = [...readme.matchAll(/\]\((?!https?:|#)([^)#]+)/gu)].map(([, path = '']) => path);
  expect(published.filter(({ folder }) => !links.includes(`${folder}/README.md`))).toEqual([]);
  expect(links.filter((path) => globSync(path, { cwd: root }).length === 0)).toEqual([]);
});

test('the picture of the call path has its steps in the order of the code', () => {
  const code = readFileSync(`${root}packages/server-kit/src/run-call.ts`, 'utf8');
  const guards = /const guards: readonly Guard\[\] = \[([^\]]+)\]/u.exec(code)?.[1]?.split(', ') ?? [];
  const defined = [...code.matchAll(/^(?:async )?function (\w+)/gmu)].map(([, name = '']) => name);
  const picture = /```mermaid\n([\s\S]*?)```/u.exec(readFileSync(`${root}README.md`, 'utf8'))?.[1] ?? '';
  const drawn = [...picture.matchAll(/^ +(\w+)\["\d+ /gmu)].map(([, id = '']) => id);
  expect(drawn.filter((id) => guards.includes(id))).toEqual(guards);
  expect(defined.filter((name) => drawn.includes(name))).toEqual(drawn);
});

function shellBlocks(markdown: string): string {
  return [...markdown.matchAll(/^```sh\n([\s\S]*?)^```$/gmu)].map(([, block]) => block).join('\n');
}
