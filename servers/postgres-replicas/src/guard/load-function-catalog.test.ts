import { describe, expect, test } from 'vitest';
import { loadFixtureCatalog, readFixtureRows } from './fixtures/catalog.test.fixture.ts';
import { functionCatalogSql } from './function-catalog-sql.ts';
import { loadFunctionCatalog } from './load-function-catalog.ts';

describe('loadFunctionCatalog', () => {
  test('knows functions by schema, and without one what the search path reaches [G3]', async () => {
    const catalog = await loadFixtureCatalog();
    expect(catalog.find('app', 'purge')).toEqual([
      {
        schema: 'app',
        name: 'purge',
        volatility: 'v',
        language: 'sql',
        securityDefiner: true,
        kind: 'f',
        builtIn: false,
        minArgs: 1,
        maxArgs: 1,
        attributeOf: 'scalar',
      },
    ]);
    expect(catalog.find(undefined, 'purge')).toEqual([]);
    expect(catalog.find(undefined, 'wipe')).toHaveLength(1);
    expect(catalog.find('public', 'similarity')).toMatchObject([{ extension: 'pg_trgm', builtIn: false }]);
    expect(catalog.find('pg_catalog', 'concat')).toMatchObject([{ minArgs: 0, maxArgs: Number.POSITIVE_INFINITY }]);
  });

  test('knows what operators, casts and domain checks run [G3]', async () => {
    const catalog = await loadFixtureCatalog();
    expect(catalog.findOperator('app', '###')).toMatchObject([{ name: 'plus_effect' }]);
    expect(catalog.findOperator(undefined, '###')).toEqual([]);
    expect(catalog.findType('app', 'checked')).toMatchObject([{ name: 'is_fine' }]);
    expect(catalog.findType('app', 'pair')).toMatchObject([{ name: 'pair_from' }]);
    expect(catalog.findType('app', 'positive')).toEqual([]);
  });

  test('knows what lies behind a relation [G3]', async () => {
    const catalog = await loadFixtureCatalog();
    const handlers = ['passwd', 'passwd_view', 'deep_view', 'parted', 'parted_file', 'remote'].map((name) =>
      catalog.findRelation('app', name).map((facts) => facts.name),
    );
    const file = ['file_fdw_handler'];
    expect(handlers).toEqual([file, file, file, file, file, ['postgres_fdw_handler']]);
    expect(catalog.findRelation('app', 'calling_view')).toMatchObject([{ name: 'wipe', volatility: 'v' }]);
    expect(catalog.findRelation('app', 'definer_view')).toMatchObject([{ name: 'read_secret', securityDefiner: true }]);
    expect(catalog.findRelation('app', 'customer_summary')).toEqual([]);
    expect(catalog.findRelation(undefined, 'pg_stat_statements')).toEqual([]);
  });

  test('knows which views read secrets with the rights of their owner [G3]', async () => {
    const catalog = await loadFixtureCatalog();
    expect(catalog.findSecretReads('app', 'hash_view')).toEqual(['pg_authid']);
    expect(catalog.findSecretReads('app', 'hash_copy')).toEqual(['pg_authid']);
    expect(catalog.findSecretReads('app', 'sample_view')).toEqual(['pg_stats']);
    expect(catalog.findSecretReads('app', 'bloat_view')).toEqual([]);
    expect(catalog.findSecretReads(undefined, 'hash_view')).toEqual([]);
  });

  test('knows what runs inside the values of a type [G3]', async () => {
    const catalog = await loadFixtureCatalog();
    const behind = ['nested', 'holder', '_holder'].map((name) =>
      catalog.findType('app', name).map((facts) => facts.name),
    );
    expect(behind).toEqual([['is_fine'], ['is_fine'], ['is_fine']]);
    expect(catalog.find('app', 'price_range')).toMatchObject([{ builtIn: true }, { builtIn: true }]);
  });

  test('refuses rows it does not understand [A5]', async () => {
    const [first] = readFixtureRows();
    const query = (sql: string): Promise<Record<string, unknown>[]> =>
      Promise.resolve(sql === functionCatalogSql ? [{ ...first, volatility: 'x' }] : []);
    await expect(loadFunctionCatalog(query)).rejects.toThrow('volatility');
  });
});
