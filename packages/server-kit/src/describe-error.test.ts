import { ToolError } from '@mcp-chassis/tool-kit';
import { expect, test } from 'vitest';
import { describeError } from './describe-error.ts';

test('tells names, codes and frames of a chain, and neither foreign messages nor paths [A7]', () => {
  const inner = Object.assign(new Error('connect ECONNREFUSED canary-host:5432 SELECT secret'), {
    code: 'ECONNREFUSED',
  });
  inner.stack = `Error: connect ECONNREFUSED canary-host:5432
    at TCPConnectWrap.afterConnect [as oncomplete] (node:net:1637:16)
    at connect (/srv/canary-path/dist/client.js:12:5)
    at file:///srv/canary-path/dist/pool.js:9:1`;
  const described = describeError(
    new ToolError('UPSTREAM_UNAVAILABLE', 'Target orders: it cannot be reached.', { cause: inner }),
  );
  expect(described[0]).toMatchObject({
    name: 'ToolError',
    code: 'UPSTREAM_UNAVAILABLE',
    message: 'Target orders: it cannot be reached.',
  });
  expect(described[1]).toEqual({ name: 'Error', code: 'ECONNREFUSED', at: ['connect client.js:12', 'pool.js:9'] });
  expect(JSON.stringify(described)).not.toMatch(/canary|SELECT/);
});

test.each([
  ['a thrown string', 'canary text', 'string'],
  ['a code that is text', Object.assign(new Error('x'), { code: 'canary text' }), 'Error'],
])('%s leaves only its kind', (_name, thrown, name) => {
  const described = describeError(thrown);
  expect(described[0]?.name).toBe(name);
  expect(JSON.stringify(described)).not.toContain('canary');
});

test('a chain that is a circle ends', () => {
  const error = new Error('round');
  error.cause = error;
  expect(describeError(error)).toHaveLength(5);
});
