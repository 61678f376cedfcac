import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot, workspacePackages } from './project.mjs';

/** The first string of a call of `test`, `it` or `describe`, also of `test.each(table)(title, ...)`. */
const TITLE = /(?:\b(?:test|it|describe)(?:\.\w+)*|[)`])\s*\(\s*(['"`])((?:\\.|(?!\1)[^\\])*)\1/g;
const IDS = /\[([A-J]\d{1,2}(?:\s*,\s*[A-J]\d{1,2})*)\]/g;

/**
 * Every requirement with the tests that name its id in brackets.
 *
 * @param {{ onlyMissing?: boolean, root?: string }} [options]
 * @returns {string}
 */
export const listRequirements = ({ onlyMissing = false, root = projectRoot } = {}) => {
  const requirements = readRequirements(root);
  const tests = testsById(root);
  const missing = requirements.filter(({ id }) => !tests.has(id));
  const shown = onlyMissing ? missing : requirements;

  const blocks = shown.map(({ id, text }) => {
    const named = tests.get(id) ?? ['✖ no test names it'];
    return [`${id.padEnd(4)}${shorten(text)}`, ...named.map((test) => `    ${test}`)].join('\n');
  });
  const unknown = [...tests.keys()].filter((id) => !requirements.some((one) => one.id === id));
  return [
    ...blocks,
    '',
    ...unknown.map((id) => `✖ no requirement has the id ${id}: ${tests.get(id)?.join('; ')}`),
    `${requirements.length - missing.length} of ${requirements.length} requirements are named by a test.`,
  ].join('\n');
};

/**
 * @param {string} root
 * @returns {{ id: string, text: string }[]}
 */
const readRequirements = (root) =>
  [...readFileSync(join(root, '.github', 'requirements.md'), 'utf8').matchAll(/^- ([A-J]\d{1,2}) (.*)$/gm)].map(
    ([, id, text]) => ({ id: id ?? '', text: text ?? '' }),
  );

/**
 * @param {string} root
 * @returns {Map<string, string[]>} id to `file: title`
 */
const testsById = (root) => {
  /** @type {Map<string, string[]>} */
  const found = new Map();
  for (const file of sourceFiles(root)) {
    for (const [, , title = ''] of readFileSync(join(root, file), 'utf8').matchAll(TITLE)) {
      const ids = new Set([...title.matchAll(IDS)].flatMap(([, list = '']) => list.split(/\s*,\s*/)));
      for (const id of ids) found.set(id, [...(found.get(id) ?? []), `${file}: ${title.replaceAll(IDS, '').trim()}`]);
    }
  }
  return found;
};

/** Contract suites live outside test files, so all sources are read. @param {string} root */
const sourceFiles = (root) =>
  [...workspacePackages(root).map(({ folder }) => `${folder}/src`), 'tooling/bootstrap', 'tooling/vitest'].flatMap(
    (folder) =>
      readFolder(join(root, folder))
        .filter((file) => file.endsWith('.ts'))
        .sort()
        .map((file) => `${folder}/${file}`),
  );

/** @param {string} folder */
const readFolder = (folder) => {
  try {
    return readdirSync(folder, { recursive: true, encoding: 'utf8' });
  } catch {
    return [];
  }
};

/** @param {string} text */
const shorten = (text) => (text.length > 110 ? `${text.slice(0, 109)}…` : text);
