import type { Random } from './random.ts';
import { luhnDigit } from './national-numbers.ts';

const HEX = '0123456789abcdef';
const ALPHANUMERIC = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';
const uuid = (r: Random): string =>
  `${r.text(HEX, 8)}-${r.text(HEX, 4)}-4${r.text(HEX, 3)}-a${r.text(HEX, 3)}-${r.text(HEX, 12)}`;
const version = (r: Random): string => `${r.int(0, 30)}.${r.int(0, 50)}.${r.int(0, 99)}`;
const instant = (r: Random): string => new Date(1_600_000_000_000 + r.int(0, 1e9) * 100).toISOString();
const notLuhn = (r: Random): string => {
  const body = r.pick(['4', '5', '7', '1']) + r.digits(14);
  return body + String((Number(luhnDigit(body)) + r.int(1, 9)) % 10);
};

/** Ordinary data that looks like more: how it is said in a text (`#` for the value), and the value. */
export const ORDINARY: Readonly<
  Record<string, { readonly says: readonly string[]; readonly make: (random: Random) => string }>
> = {
  uuid: { says: ['request # finished', 'trace_id=#', 'correlation id #'], make: uuid },
  ulid: { says: ['event #', 'id=#'], make: (r) => `01${r.text('0123456789ABCDEFGHJKMNPQRSTVWXYZ', 24)}` },
  git_sha: { says: ['deployed commit #', 'HEAD is now at #', 'revision=#'], make: (r) => r.text(HEX, 40) },
  short_sha: { says: ['merged #', 'built from #'], make: (r) => r.text(HEX, 7) },
  md5: { says: ['md5 #', 'etag "#"', 'checksum=#'], make: (r) => r.text(HEX, 32) },
  sha256: { says: ['digest sha256:#', 'integrity #'], make: (r) => r.text(HEX, 64) },
  epoch_ms: {
    says: ['ts=#', 'at # ms', 'timestamp: #'],
    make: (r) => String(1_500_000_000_000 + r.int(0, 3e8) * 1000 + r.int(0, 999)),
  },
  epoch_s: { says: ['ts=#', 'exp: #', 'since #'], make: (r) => String(1_500_000_000 + r.int(0, 3e8)) },
  epoch_us: { says: ['ts_us=#'], make: (r) => `${1_500_000_000 + r.int(0, 3e8)}${r.digits(6)}` },
  iso: { says: ['at #', 'created # by job', 'updated_at=#'], make: instant },
  date: { says: ['scheduled for #', 'expires #', 'invoice date #', 'since #'], make: (r) => instant(r).slice(0, 10) },
  time: { says: ['cron ran at #', 'next run #'], make: (r) => instant(r).slice(11, 19) },
  luhn_fail: { says: ['order # shipped', 'tracking #', 'id=#', 'barcode #'], make: notLuhn },
  order: { says: ['order #', 'see #', 'refund for #'], make: (r) => `ORD-${r.int(2019, 2026)}-${r.digits(8)}` },
  ticket: { says: ['tracked in #', 'fixes #'], make: (r) => `${r.pick(['JIRA', 'OPS', 'PAY'])}-${r.int(1, 999_999)}` },
  isbn: { says: ['ISBN #', 'book #'], make: (r) => `978-${r.int(0, 9)}-${r.digits(2)}-${r.digits(6)}-${r.int(0, 9)}` },
  ean: { says: ['EAN #', 'gtin=#'], make: (r) => `40${r.digits(11)}` },
  oid: {
    says: ['snmp oid #', 'OID #', 'extension #'],
    make: (r) => `1.3.6.1.4.1.${r.int(1, 9999)}.${r.int(1, 20)}.${r.int(1, 20)}`,
  },
  version: {
    says: ['running release #', 'upgraded to #', 'requires ^#', 'agent v# installed', 'node #', 'chart version #'],
    make: version,
  },
  version4: {
    says: ['version #', 'agent v# installed', 'driver version: #', 'build #', 'firmware # flashed', 'Chrome/#'],
    make: (r) => `${r.int(1, 20)}.${r.int(0, 20)}.${r.int(0, 255)}.${r.int(0, 255)}`,
  },
  prerelease: {
    says: ['published #', 'tag #'],
    make: (r) => `${version(r)}-${r.pick(['rc', 'beta', 'alpha'])}.${r.int(1, 9)}`,
  },
  price: {
    says: ['total #', 'refunded #', 'price: #'],
    make: (r) => `${r.pick(['£', '$', '€'])}${r.int(1, 9)},${r.digits(3)}.${r.digits(2)}`,
  },
  bytes: { says: ['read # bytes', 'size=#', 'heap used # of 2147483648'], make: (r) => String(r.int(1e6, 2e9)) },
  bigint: {
    says: ['rows=#', 'lsn offset #', 'sequence value #', 'count: #'],
    make: (r) => r.pick(['1', '2', '8']) + r.digits(r.int(9, 17)),
  },
  coordinate: {
    says: ['warehouse at #', 'geo: #'],
    make: (r) => `${r.int(10, 60)}.${r.digits(6)}, ${r.int(1, 90)}.${r.digits(6)}`,
  },
  duration: { says: ['took #', 'p99 #'], make: (r) => `${r.int(1, 900)}.${r.digits(3)}ms` },
  arn: { says: ['bucket #', 'role #'], make: (r) => `arn:aws:s3:::assets-bucket-${r.int(1, 999)}` },
  arn_account: { says: ['topic #'], make: (r) => `arn:aws:sns:eu-west-1:${r.digits(12)}:alerts` },
  docker: { says: ['image #', 'pull #'], make: (r) => `registry.example.com/app/api:${version(r)}` },
  npm: { says: ['installed #', 'npm i #'], make: (r) => `@scope/ui-kit@${version(r)}` },
  git_remote: { says: ['clone #', 'origin #'], make: () => 'git@github.com:acme/infra.git' },
  retina: { says: ['missing asset #'], make: (r) => `${r.pick(['cover', 'icon', 'hero'])}@${r.int(2, 3)}x.png` },
  colour: { says: ['background #', 'color: #;'], make: (r) => `#${r.text(HEX, 6)}` },
  object_id: { says: ['_id #', 'document #'], make: (r) => r.text(HEX, 24) },
  user_agent: { says: ['UA #'], make: (r) => `Chrome/${r.int(80, 130)}.0.${r.int(1000, 5000)}.${r.int(1, 250)}` },
  path: {
    says: ['open #', 'ENOENT: no such file #'],
    make: (r) => `/var/lib/app/${r.text(HEX, 8)}/data-${r.int(1, 999)}.parquet`,
  },
  url: {
    says: ['GET #', 'see #'],
    make: (r) => `https://example.com/api/v2/orders/${r.digits(8)}?page=${r.int(1, 99)}&sort=created_at`,
  },
  base64: { says: ['payload #', 'body=#'], make: (r) => `${r.text(`${ALPHANUMERIC}+/`, 88)}==` },
  sql: {
    says: ['query: #'],
    make: (r) => `SELECT id, email, phone FROM users WHERE password = $1 AND id > ${r.int(1, 1e6)} LIMIT 100`,
  },
  plan: {
    says: ['#'],
    make: (r) =>
      `Index Scan using users_email_idx on users (cost=0.42..${r.int(1, 90)}.${r.digits(2)} rows=${r.int(1, 1e6)} width=${r.int(4, 900)})`,
  },
  frame: { says: ['at #'], make: (r) => `com.acme.auth.TokenService.refresh(TokenService.java:${r.int(10, 999)})` },
  password_word: {
    says: ['#'],
    make: (r) =>
      r.pick([
        'status=password_reset',
        'error: password expired',
        'token: expired',
        'password must not be empty',
        'invalid password',
        'secret: missing',
        'password=***',
        'password_changed_at is null',
        'forgot password link',
      ]),
  },
  token_count: {
    says: ['#'],
    make: (r) =>
      r.pick([
        `token count=${r.int(1, 9999)}`,
        `max_tokens=${r.int(1, 9999)}`,
        `tokens: ${r.int(1, 9999)}`,
        `next_page_token=none`,
        `token_type=bearer`,
        `primary key=id`,
        `key=orders:${r.int(1, 999)}`,
        `cache_key=user:${r.int(1, 999)}`,
        `foreign key (user_id)`,
        'sort_key=created_at',
        'partition key: region',
        `keys=${r.int(1, 99)}`,
      ]),
  },
  name_word: {
    says: ['#'],
    make: (r) =>
      r.pick([
        'table_name=customers',
        'hostname=orders-db-1',
        'file_name: report.csv',
        'name: orders_pkey',
        'app name=checkout',
        'service.name=api',
        'event name: page_view',
        'product name: Desk 42',
        'display name of role',
      ]),
  },
  cidr: { says: ['subnet # routed', 'allow #'], make: (r) => `10.${r.int(0, 255)}.0.0/16` },
  loopback: { says: ['listening on #'], make: () => '127.0.0.1:8080' },
  phone_like: { says: ['SKU #', 'part no #', 'serial #'], make: (r) => `${r.digits(3)}-${r.digits(5)}-${r.digits(3)}` },
  hex_id: { says: ['span #', 'pointer 0x#'], make: (r) => r.text(HEX, 16) },
  percent: { says: ['cpu # of limit'], make: (r) => `${r.int(1, 99)}.${r.digits(2)}%` },
  snowflake: { says: ['message #', 'tweet id #'], make: (r) => `1${r.digits(18)}` },
  k8s: { says: ['pod # evicted'], make: (r) => `api-${r.text(HEX, 9)}-${r.text('bcdfghjklmnpqrstvwxz', 5)}` },
  decision: {
    says: ['#'],
    make: (r) =>
      r.pick([
        `customer_id=${r.int(1, 1e6)}`,
        `user_id: ${r.int(1, 1e9)}`,
        `account_id=${r.digits(8)}`,
        `order total 1234567.89`,
        `rows: ${r.int(1e6, 9e9)}`,
        `offset=${r.digits(9)}`,
        `port 5432`,
        `pid ${r.int(1, 99999)}`,
      ]),
  },
};
