import { expect, test } from 'vitest';
import { findProjectNode } from './project-node.mjs';

test('the first Node that runs and is new enough is chosen', () => {
  expect(findProjectNode(['/nowhere/node', process.execPath])).toBe(process.execPath);
});

test('without one, the error names the package that should have brought it', () => {
  expect(() => findProjectNode(['/nowhere/node'])).toThrow(/the optional dependency node-\S+ should have brought it/);
});
