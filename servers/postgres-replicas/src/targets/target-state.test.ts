import { ToolError } from '@mcp-chassis/tool-kit';
import { expect, test } from 'vitest';
import { nextState } from './target-state.ts';

const unavailable = (sqlstate: string) =>
  new ToolError('UPSTREAM_UNAVAILABLE', 'The target went away.', { details: { sqlstate } });

test.each(['57P01', '08006'])('a query that ends with %s says that its target is unreachable [G2]', (sqlstate) => {
  expect(nextState({ status: 'ok' }, unavailable(sqlstate))).toEqual({
    status: 'unreachable',
    reason: 'The target went away.',
  });
});

test.each(['40001', '40P01'])(
  'a query that replication cancelled (%s) says nothing about its target [G2]',
  (sqlstate) => {
    expect(nextState({ status: 'ok' }, unavailable(sqlstate))).toEqual({ status: 'ok' });
  },
);
