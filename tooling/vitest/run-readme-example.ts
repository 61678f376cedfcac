import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** The first code block of a README in a language, e.g. `ts`. */
function firstBlock(readme: string, language: string): string | undefined {
  return new RegExp(`^\`\`\`${language}\\b[^\\n]*\\n([\\s\\S]*?)^\`\`\`$`, 'm').exec(readme)?.[1];
}

/** The output that the README promises: its first `text` block, where it has one. */
export async function promisedOutput(readmeUrl: URL): Promise<string | undefined> {
  return firstBlock(await readFile(readmeUrl, 'utf8'), 'text');
}

/**
 * Runs the first `ts` block of a README with this Node and returns what it prints. It runs from a temporary folder beside the
 * README, so that imports by package name resolve as they do for a user, to `dist`: build the package first.
 *
 * @throws when there is no such block, and when the example exits non-zero or takes more than 20 s; the error carries its stderr.
 */
export async function runReadmeExample(readmeUrl: URL): Promise<string> {
  const code = firstBlock(await readFile(readmeUrl, 'utf8'), 'ts');
  if (code === undefined) throw new Error('The README has no ts block, so no example.');
  const directory = await mkdtemp(join(fileURLToPath(new URL('.', readmeUrl)), '.readme-example-'));
  try {
    const file = join(directory, 'example.ts');
    await writeFile(file, code);
    const { stdout } = await run(process.execPath, [file], {
      cwd: directory,
      // What it leaves in the folder of temporary files goes with this one.
      env: { ...process.env, TMPDIR: directory },
      timeout: 20_000,
    });
    return stdout;
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}
