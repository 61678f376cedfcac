import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { explainInstall, fingerprint } from './install.mjs';

const workspace = () => {
  const root = mkdtempSync(join(tmpdir(), 'install-'));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  const write = (file: string, text: string) => writeFileSync(join(root, file), text);
  mkdirSync(join(root, 'packages', 'one'), { recursive: true });
  write('pnpm-lock.yaml', 'lock');
  write('pnpm-workspace.yaml', 'workspace');
  write('package.json', JSON.stringify({ name: 'root', packageManager: 'pnpm@12.21.0', scripts: { test: 'true' } }));
  write('packages/one/package.json', JSON.stringify({ name: 'one', dependencies: { zod: 'catalog:' } }));
  return { root, write };
};

describe('the fingerprint of an install', () => {
  test('stays the same when only a script changes', () => {
    const { root, write } = workspace();
    const before = fingerprint(root);
    write('package.json', JSON.stringify({ name: 'root', packageManager: 'pnpm@12.21.0', scripts: { test: 'false' } }));
    expect(fingerprint(root)).toBe(before);
  });

  test.each([
    ['the lockfile', 'pnpm-lock.yaml', 'other lock'],
    ['the workspace file', 'pnpm-workspace.yaml', 'other workspace'],
    ['the version of pnpm', 'package.json', JSON.stringify({ name: 'root', packageManager: 'pnpm@12.22.0' })],
    ['a dependency', 'packages/one/package.json', JSON.stringify({ name: 'one', dependencies: { pg: 'catalog:' } })],
  ])('changes with %s', (_what, file, text) => {
    const { root, write } = workspace();
    const before = fingerprint(root);
    write(file, text);
    expect(fingerprint(root)).not.toBe(before);
  });
});

test.each([
  ['npm error code ECONNREFUSED', 'The npm registry cannot be reached (ECONNREFUSED).'],
  ['getaddrinfo ENOTFOUND registry.npmjs.org', 'The npm registry cannot be reached (ENOTFOUND).'],
  ['Error: ERR_PNPM_OUTDATED_LOCKFILE', 'pnpm-lock.yaml does not match the manifests of the workspace.'],
  ['write ENOSPC', 'The disk is full.'],
])('an install that ends with "%s" is explained', (output, message) => {
  expect(explainInstall(output)).toMatchObject({ message, fix: expect.any(String) });
});
