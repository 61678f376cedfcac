import { describe, expect, test } from 'vitest';
import { foundBy } from '../found-by.test.support.ts';
import { ipAddress } from './ip-address.ts';

describe('IP addresses', () => {
  test.each([
    ['192.0.2.246', 'ip 192.0.2.246 seen'],
    ['10.0.0.1', '10.0.0.1:5432'],
    ['10.1.2.3', 'http://10.1.2.3/x'],
    ['172.16.4.9', '172.16.4.9/12'],
    ['2001:db8::5488:f161', 'ip 2001:db8::5488:f161 seen'],
    ['2001:0db8:dd79:072e:0000:8a2e:0370:efe7', 'from 2001:0db8:dd79:072e:0000:8a2e:0370:efe7'],
    ['2001:db8::1', '[2001:db8::1]:443'],
    ['fe80::1', 'fe80::1%eth0'],
    ['::ffff:192.0.2.1', '::ffff:192.0.2.1'],
  ])('finds %j in %j [D1]', (expected, text) => {
    expect(foundBy(ipAddress, text)).toEqual([expected]);
  });

  test.each([
    '10.0.0.0/8',
    'fd00::/8',
    '"version": "1.2.3.4"',
    'subnet 192.0.2.0/24',
    'agent v6.9.6.9 installed',
    'version 1.2.3.4',
    'Chrome/96.0.24.194',
    'snmp oid 1.3.6.1.4.1.3296.9.3',
    '1.2.3.256',
    '127.0.0.1',
    '0.0.0.0',
    '255.255.255.0',
    '::1',
    '10:22:33',
    'std::vector',
    'a::b',
    '12:34:56:78',
    '1.2.3.4-rc.1',
    '$.12',
  ])('leaves %j alone [D2]', (text) => {
    expect(foundBy(ipAddress, text)).toEqual([]);
  });
});
