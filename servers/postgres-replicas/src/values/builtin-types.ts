import type { PgType } from './pg-type.ts';

const scalars: readonly (readonly [oid: number, arrayOid: number, name: string, form: ScalarForm])[] = [
  [16, 1000, 'boolean', 'boolean'],
  [17, 1001, 'bytea', 'bytea'],
  [18, 1002, '"char"', 'text'],
  [19, 1003, 'name', 'text'],
  [20, 1016, 'bigint', 'number'],
  [21, 1005, 'smallint', 'number'],
  [23, 1007, 'integer', 'number'],
  [25, 1009, 'text', 'text'],
  [26, 1028, 'oid', 'number'],
  [114, 199, 'json', 'json'],
  [700, 1021, 'real', 'float'],
  [701, 1022, 'double precision', 'float'],
  [869, 1041, 'inet', 'text'],
  [1042, 1014, 'character', 'text'],
  [1043, 1015, 'character varying', 'text'],
  [1082, 1182, 'date', 'date'],
  [1083, 1183, 'time without time zone', 'text'],
  [1114, 1115, 'timestamp without time zone', 'timestamp'],
  [1184, 1185, 'timestamp with time zone', 'timestamp'],
  [1186, 1187, 'interval', 'text'],
  [1266, 1270, 'time with time zone', 'timetz'],
  [1700, 1231, 'numeric', 'number'],
  [2278, 0, 'void', 'void'],
  [2950, 2951, 'uuid', 'text'],
  [3802, 3807, 'jsonb', 'json'],
];

type ScalarForm = Exclude<PgType['form'], 'array' | 'range' | 'multirange' | 'composite'>;

/** Common types of Postgres itself, by oid: their oids never change, so they need no look-up. */
export const builtinTypes: ReadonlyMap<number, PgType> = new Map([
  ...scalars.map(([oid, , name, form]): [number, PgType] => [oid, { name, form }]),
  ...scalars
    .filter(([, arrayOid]) => arrayOid !== 0)
    .map(([, arrayOid, name, form]): [number, PgType] => [
      arrayOid,
      { name: `${name}[]`, form: 'array', element: { name, form }, delimiter: ',' },
    ]),
  [2249, { name: 'record', form: 'composite' }],
  [705, { name: 'text', form: 'text' }],
]);
