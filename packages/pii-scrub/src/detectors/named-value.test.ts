import { describe, expect, test } from 'vitest';
import { foundBy } from '../found-by.test.support.ts';
import { createNameRules } from '../name-rules.ts';
import { createNamedValueDetector } from './named-value.ts';

const namedValue = createNamedValueDetector(createNameRules());

describe('values with a telling name', () => {
  test.each([
    ['KpoJCKGsm-22', 'db password: KpoJCKGsm-22'],
    ['secret', 'password=secret'],
    ['abcdef123456', 'GET /x?access_token=abcdef123456&page=2'],
    ['Pa$$w0rd!', 'Server=x;Password=Pa$$w0rd!;Pooling=true'],
    ['abc/def+ghi==', 'AccountName=x;AccountKey=abc/def+ghi==;'],
    ['p w \\"q', '{"password":"p w \\"q"}'],
    ['abc123def', String.raw`\"api_key\":\"abc123def\"`],
    ['9f8e7d6c', 'API key: 9f8e7d6c'],
    ['hunter2', 'PGPASSWORD=hunter2 psql'],
    ['Ada Lovelace', 'full_name: Ada Lovelace, 36'],
    ['1 Main St', '"street": "1 Main St"'],
    ['Lovelace', "((last_name)::text = 'Lovelace'::text)"],
    ['Lovelace', "last_name::character varying = 'Lovelace'"],
  ])('finds %j in %j [D1]', (expected, text) => {
    expect(foundBy(namedValue, text)).toEqual([expected]);
  });

  test.each([
    'authorization=Basic YWRtaW46dDNNNjdGWjR1aGNz',
    'PWD=/home/app',
    'Authorization: AWS4-HMAC-SHA256 Credential=x',

    'token: expired',
    'secret: missing',
    'password=$1',
    'password = ?',
    'password=${DB_PASSWORD}',
    'password: null',
    'password=[password]',
    'token=getToken()',
    'next_page_token=eyJwIjoyfQ',
    'max_tokens=4096',
    'token_type=bearer',
    'product_name=Desk',
    'host_name: Orion',
    'cost=0.00..155.00',
    'cache_key=orders:17',
    'password_changed_at=2024-01-15',
  ])('leaves %j alone [D2]', (text) => {
    expect(foundBy(namedValue, text)).toEqual([]);
  });
});
