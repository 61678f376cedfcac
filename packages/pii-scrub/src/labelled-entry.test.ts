import { expect, test } from 'vitest';
import { createScrubber } from './create-scrubber.ts';

const scrubbed = (value: unknown): unknown => createScrubber().scrub(value).value;

test.each([
  [[{ name: 'DB_PASSWORD', value: 'hunter2' }], [{ name: 'DB_PASSWORD', value: '[password]' }]],
  [
    { key: 'api_key', value: 'abc' },
    { key: 'api_key', value: '[secret]' },
  ],
  [
    { field: 'ssn', value: 120783961 },
    { field: 'ssn', value: '[ssn]' },
  ],
  ['[{"name":"last_name","value":"Lovelace"}]', '[{"name":"last_name","value":"[person]"}]'],
  ['<add key="Password" value="hunter2"/>', '<add key="Password" value="[password]"/>'],
])('what names a value judges it: %j [D1]', (value, expected) => {
  expect(scrubbed(value)).toEqual(expected);
});

test.each([{ name: 'timeout', value: '30' }, { key: 'region', value: 'eu-west-1' }, { value: 'hunter2' }])(
  'other entries stay: %j [D2]',
  (value) => {
    expect(scrubbed(value)).toEqual(value);
  },
);
