import type { Client } from 'pg';

/** A VOLATILE function of the live catalog, with everything that calls it. */
export interface VolatileFunction {
  /** With its argument types, for messages. */
  readonly signature: string;
  readonly qualified: string;
  readonly name: string;
  readonly types: readonly string[];
  readonly variadic: boolean;
  readonly operators: readonly { readonly name: string; readonly left: string | null; readonly right: string }[];
  readonly casts: readonly { readonly source: string; readonly type: string }[];
  readonly inputOf: readonly string[];
}

/** One statement that calls it. */
export interface VolatileCall {
  readonly signature: string;
  readonly sql: string;
}

/** What a call may name that an attacker would love: a session to end, a file to read. */
export interface Bait {
  readonly pid: number;
  readonly file: string;
}

export async function readVolatileFunctions(admin: Client): Promise<readonly VolatileFunction[]> {
  return (await admin.query<VolatileFunction>(volatileSql)).rows;
}

/** Every way to write a call of `called`, in a stable order; `bait` gives plausible arguments, without it all are NULL. */
export function writeCalls(called: VolatileFunction, bait?: Bait): readonly VolatileCall[] {
  const value = (type: string, index = 0) => (bait ? plausible(called, type, index, bait) : nullOf(type));
  const written = called.types.map((type, index) => {
    const spread = called.variadic && index === called.types.length - 1 && type.endsWith('[]');
    return `${spread ? 'VARIADIC ' : ''}${value(type, index)}`;
  });
  const call = `${bait ? called.name : called.qualified}(${written.join(', ')})`;
  const statements = [
    ...positions.map((write) => write(call)),
    ...(written.length === 1 ? [`SELECT (${written[0]}).${called.name}`] : []),
    ...called.operators.map(({ name, left, right }) => `SELECT ${left ? value(left) : ''} ${name} ${value(right)}`),
    ...called.casts.map(({ source, type }) => `SELECT (${value(source)})::${type}`),
    ...called.inputOf.map((type) => `SELECT '1'::${type}`),
  ];
  return statements.map((sql) => ({ signature: called.signature, sql }));
}

const positions: readonly ((call: string) => string)[] = [
  (call) => `SELECT ${call}`,
  (call) => `SELECT * FROM ${call} AS x`,
  (call) => `SELECT 1 WHERE (${call}) IS NOT NULL`,
  (call) => `WITH x AS MATERIALIZED (SELECT ${call}) SELECT * FROM x`,
  (call) => `SELECT (${call})::text`,
  (call) => `SELECT (${call}) IS DISTINCT FROM NULL`,
  (call) => `EXPLAIN SELECT ${call}`,
  (call) => `EXPLAIN (ANALYZE) SELECT * FROM ${call} AS x`,
];

const arrayTypes = /^any\w*array$/;
const elementTypes = /^"any"$|^any\w*$/;

function nullOf(type: string): string {
  if (type === 'internal') return 'NULL';
  if (arrayTypes.test(type)) return 'NULL::int[]';
  return `NULL::${elementTypes.test(type) ? 'text' : type}`;
}

function plausible({ name }: VolatileFunction, type: string, index: number, { pid, file }: Bait): string {
  if (arrayTypes.test(type)) return 'ARRAY[1, 2]';
  if (elementTypes.test(type)) return `'x'::text`;
  if (type === 'text') return `'${textsFor(name, file)[index] ?? 'app.orders'}'::text`;
  const literal = literals[type] ?? (integers.has(type) ? String(pid) : undefined);
  return literal === undefined ? nullOf(type) : `${literal}::${type}`;
}

function textsFor(name: string, file: string): readonly string[] {
  if (/file|_ls_|import|export/u.test(name)) return [file, file];
  if (/set|config/u.test(name)) return ['work_mem', '2MB'];
  return /xml|query|tab|connect|dblink/u.test(name) ? ['SELECT 1', 'SELECT 1'] : [];
}

const integers = new Set(['integer', 'bigint', 'numeric', 'real', 'double precision']);

const literals: Readonly<Record<string, string>> = {
  boolean: 'true',
  name: `'app'`,
  oid: `'app.orders'::regclass`,
  regclass: `'app.orders'`,
  regnamespace: `'app'`,
  regtype: `'int4'`,
  smallint: '1',
  '"char"': `'r'`,
  bytea: `'\\xdeadbeef'`,
  tid: `'(0,1)'`,
  xid: `'3'`,
  xid8: `'3'`,
  pg_lsn: `'0/1000000'`,
  interval: `'1 hour'`,
  'timestamp with time zone': `'2100-01-01'`,
  refcursor: `'c'`,
  tsquery: `'a'`,
  int2vector: `'1'`,
  cstring: `'x'`,
  json: `'{}'`,
  jsonb: `'{}'`,
  'text[]': `ARRAY['work_mem', '2MB']`,
  'oid[]': 'ARRAY[1259]',
  'integer[]': 'ARRAY[1]',
  'tid[]': `ARRAY['(0,1)']`,
};

const volatileSql = `
SELECT p.oid::regprocedure::text AS signature, quote_ident(n.nspname) || '.' || quote_ident(p.proname) AS qualified,
  quote_ident(p.proname) AS name, p.provariadic <> 0 AS variadic,
  ARRAY(SELECT format_type(t, NULL) FROM unnest(p.proargtypes) WITH ORDINALITY a (t, i) ORDER BY i) AS types,
  (SELECT coalesce(json_agg(json_build_object('name', format('OPERATOR(%I.%s)', m.nspname, o.oprname),
      'left', nullif(format_type(o.oprleft, NULL), '-'), 'right', format_type(o.oprright, NULL)) ORDER BY o.oid), '[]')
     FROM pg_operator o JOIN pg_namespace m ON m.oid = o.oprnamespace WHERE o.oprcode = p.oid) AS operators,
  (SELECT coalesce(json_agg(json_build_object('source', format_type(castsource, NULL),
      'type', format_type(casttarget, NULL)) ORDER BY oid), '[]') FROM pg_cast WHERE castfunc = p.oid) AS casts,
  ARRAY(SELECT format_type(oid, NULL) FROM pg_type WHERE typinput = p.oid ORDER BY 1) AS "inputOf"
FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
WHERE p.provolatile = 'v' ORDER BY 1, p.oid`;
