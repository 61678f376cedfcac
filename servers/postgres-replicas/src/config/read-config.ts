import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { LineCounter, parseDocument, type Document } from 'yaml';
import { configSchema } from './config-schema.ts';
import { toConfig, type Config } from './config.ts';
import { ConfigError } from './config-error.ts';
import { checkReferences } from './check-references.ts';
import { describeProblems } from './describe-problem.ts';

/**
 * Reads and validates the configuration file. Opens no connection and reads no secret, but checks that each
 * referenced one is there.
 *
 * @throws ConfigError with every mistake at once.
 */
export async function readConfig(path: string, env: NodeJS.ProcessEnv): Promise<Config> {
  const file = resolve(path);
  const text = await readFile(file, 'utf8').catch((cause: unknown) => {
    throw new ConfigError(path, [`it cannot be read (${errorCode(cause)})`]);
  });
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  if (document.errors.length > 0) {
    throw new ConfigError(
      path,
      document.errors.map((error) => `line ${lines.linePos(error.pos[0]).line}: not valid YAML (${error.code})`),
    );
  }
  const parsed = configSchema.safeParse(toValue(document, path));
  if (!parsed.success) throw new ConfigError(path, describeProblems(parsed.error.issues, { document, lines }));
  const config = toConfig(parsed.data, file, []);
  const { problems, warnings } = await checkReferences(config.targets, env);
  if (problems.length > 0) throw new ConfigError(path, problems);
  return { ...config, warnings };
}

/** An empty file is an empty mapping: each missing key is named. */
function toValue(document: Document, path: string): unknown {
  try {
    return document.toJS() ?? {};
  } catch {
    throw new ConfigError(path, ['not valid YAML (too many aliases)']);
  }
}

function errorCode(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'unknown error';
}
