import { describe, expect, test } from 'vitest';
import { loadFixtureCatalog, readFixtureRows } from './fixtures/catalog.test.fixture.ts';
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

  test('refuses rows it does not understand [A5]', async () => {
    const [first] = readFixtureRows();
    const query = (): Promise<Record<string, unknown>[]> => Promise.resolve([{ ...first, volatility: 'x' }]);
    await expect(loadFunctionCatalog(query)).rejects.toThrow('volatility');
  });
});
