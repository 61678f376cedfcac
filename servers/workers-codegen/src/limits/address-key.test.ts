import { expect, test } from 'vitest';
import { addressKey } from './address-key.ts';

test.each([
  ['192.0.2.7', '192.0.2.7'],
  ['::ffff:192.0.2.7', '192.0.2.7'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
  ['2001:db8:1:2:ffff::1', '2001:db8:1:2::/64'],
  ['2001:db8::1', '2001:db8:0:0::/64'],
  ['nonsense', 'unknown'],
  [undefined, 'unknown'],
])('%s is counted as %s: one network of IPv6 has no more attempts than one address [I4]', (address, key) => {
  expect(addressKey(address)).toBe(key);
});
