import { expect, test } from 'vitest';
import { listConfigKeys } from './list-config-keys.ts';

test('lists every key with what it means and its default [A15]', () => {
  const keys = listConfigKeys();
  expect(keys.filter(({ description }) => description === '')).toEqual([]);
  expect(keys).toContainEqual({
    key: 'limits.pool_size',
    description: 'Connections per target',
    default: '4',
    required: false,
  });
  expect(keys).toContainEqual({
    key: 'targets.<name>.host',
    description: 'Host name or address of the replica',
    required: true,
  });
  expect(keys.map(({ key }) => key)).toContain('targets.<name>.allow.functions');
});
