import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { describe, expect, test } from 'vitest';
import { createScrubber } from './create-scrubber.ts';

const nameOf = (table: string) =>
  createScrubber()
    .start()
    .rows([{ name: 'name', origin: { schema: 'app', table, column: 'name' } }], [['Aiko Hollis']])[0]?.[0];

test.each(['contact_person', 'recipient', 'signed_by', 'next_of_kin', 'payee'])(
  'a column %s holds a person [D1]',
  (name) => {
    expect(createScrubber().scrub({ [name]: 'Aiko Hollis' }).value).toEqual({ [name]: '[person]' });
  },
);

test('the name of an emergency contact is a person [D1]', () => {
  expect(createScrubber().scrub({ emergency: { name: 'Aiko Hollis' } }).value).toEqual({
    emergency: { name: '[person]' },
  });
});

describe('a column `name` by the table it comes from', () => {
  test.each([
    'customers',
    'customer_summary',
    'v_customers',
    'customer',
    'employee_list',
    'user_accounts',
    'active_patients',
  ])('of %s is a person [D1] [D5]', (table) => {
    expect(nameOf(table)).toBe('[person]');
  });

  test.each([
    'products',
    'customer_segments',
    'user_agents',
    'product_summary',
    'client_versions',
    'summary',
    'data',
    'accounts',
  ])('of %s is none [D2]', (table) => {
    expect(nameOf(table)).toBe('Aiko Hollis');
  });
});

test('a key that is remembered keeps nothing of the document it was cut out of [D1]', () => {
  setFlagsFromString('--expose-gc');
  const collectGarbage = runInNewContext('gc') as () => void;
  const kept = () => {
    collectGarbage();
    return process.memoryUsage().heapUsed;
  };
  const scrubber = createScrubber();
  const before = kept();
  const rest = 'w '.repeat(50_000);
  for (let index = 0; index < 100; index++) {
    scrubber.scrub(`{"number-of-orders-${index}":1,"name":"SETTING-OF-SHOP-${index}","value":"x","rest":"${rest}"}`);
    scrubber.scrub(`id,number-of-returns-${index},rest\n1,2,${rest}\n3,4,x`);
  }
  expect(kept() - before).toBeLessThan(5_000_000);
});
