import { describe, expect, test } from 'vitest';
import { foundBy } from '../found-by.test.support.ts';
import { privateKey } from './private-key.ts';

const pem = (label: string): string => `-----BEGIN ${label}-----\nMIIEexample+/=\nabc=\n-----END ${label}-----`;

describe('private keys', () => {
  test.each(['PRIVATE KEY', 'RSA PRIVATE KEY', 'OPENSSH PRIVATE KEY', 'PGP PRIVATE KEY BLOCK'])(
    'finds a whole %s [D1]',
    (label) => {
      expect(foundBy(privateKey, `before ${pem(label)} after`)).toEqual([pem(label)]);
    },
  );

  test('finds a key with escaped line ends [D1]', () => {
    const escaped = pem('PRIVATE KEY').replaceAll('\n', String.raw`\n`);
    expect(foundBy(privateKey, `{"key":"${escaped}"}`)).toEqual([escaped]);
  });

  test('finds a key that was cut off [D1]', () => {
    const cut = pem('PRIVATE KEY').slice(0, 40);
    expect(foundBy(privateKey, cut)).toEqual([cut]);
  });

  test('finds two keys in a row [D1]', () => {
    expect(foundBy(privateKey, `${pem('PRIVATE KEY')}\n${pem('EC PRIVATE KEY')}`)).toHaveLength(2);
  });

  test.each(['CERTIFICATE', 'PUBLIC KEY', 'CERTIFICATE REQUEST'])('leaves a %s alone [D2]', (label) => {
    expect(foundBy(privateKey, pem(label))).toEqual([]);
  });
});
