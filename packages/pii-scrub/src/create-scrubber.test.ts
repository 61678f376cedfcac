import { describe, expect, test } from 'vitest';
import { createScrubber } from './create-scrubber.ts';

const scrubber = createScrubber();
const scrubbed = (value: unknown): unknown => scrubber.scrub(value).value;

describe('values', () => {
  test('replaces only the hits inside a text [D1]', () => {
    expect(scrubbed('login by ada@example.org from 192.0.2.7 failed')).toBe('login by [email] from [ip] failed');
  });

  test('replaces values under telling keys as a whole, numbers too [D1]', () => {
    const row = { id: 7, first_name: 'Ada', phone: 14155552671, ssn: 120783961, dob: '1815-12-10', total: 12.5 };
    expect(scrubbed(row)).toEqual({
      id: 7,
      first_name: '[person]',
      phone: '[phone]',
      ssn: '[ssn]',
      dob: '[date_of_birth]',
      total: 12.5,
    });
  });

  test('leaves plain numbers, booleans, null and empty strings as they are [D2]', () => {
    const row = {
      card_id: 4242424242424242,
      ssn: null,
      email: '',
      first_name: true,
      total: 120783961,
      created: '2024-01-15',
    };
    expect(scrubbed(row)).toEqual(row);
  });

  test('reads a key together with the key above it [D1]', () => {
    const document = {
      customer: { name: 'Ada' },
      users: [{ name: 'Bob' }],
      address: { line1: '1 Elm', country: 'GB' },
      product: { name: 'Desk' },
    };
    expect(scrubbed(document)).toEqual({
      customer: { name: '[person]' },
      users: [{ name: '[person]' }],
      address: { line1: '[address]', country: 'GB' },
      product: { name: 'Desk' },
    });
  });

  test('applies a key to each item of its array [D1]', () => {
    expect(scrubbed({ first_names: ['Ada', 'Bob', ''] })).toEqual({ first_names: ['[person]', '[person]', ''] });
  });

  test('scrubs keys and keeps their number [D1]', () => {
    expect(scrubbed({ 'ada@example.org': 1, 'bob@example.org': 2 })).toEqual({ '[email]': 1, '[email] 2': 2 });
  });

  test("takes a name beside an address that is a key for a person's [D1]", () => {
    expect(scrubbed({ 'ada@example.org': 1, name: 'Ada' })).toEqual({ '[email]': 1, name: '[person]' });
    expect(scrubbed({ sku: 1, name: 'Ada' })).toEqual({ sku: 1, name: 'Ada' });
  });

  test('keeps an own __proto__ key an own key [D1]', () => {
    const result = scrubbed(JSON.parse('{"__proto__":{"password":"hunter2"},"a":"ada@example.org"}'));
    expect(JSON.stringify(result)).toBe('{"__proto__":{"password":"[password]"},"a":"[email]"}');
    expect(Object.getPrototypeOf(result)).toBe(Object.prototype);
  });

  test('edits JSON inside a string without touching spacing, big numbers or repeated keys [D1]', () => {
    const body = '{ "id": 12345678901234567890,\n "email": "ada@example.org", "k": 1, "k": 2, "ssn": 120783961 }';
    expect(scrubbed({ body })).toEqual({
      body: '{ "id": 12345678901234567890,\n "email": "[email]", "k": 1, "k": 2, "ssn": "[ssn]" }',
    });
  });

  test('follows JSON inside JSON inside a string [D1]', () => {
    const body = JSON.stringify({ inner: JSON.stringify([{ last_name: 'Lovelace' }]) });
    expect(scrubbed(body)).toBe(body.replace('Lovelace', '[person]'));
  });

  test('shares what needs no change and never modifies its input [D1]', () => {
    const input = { clean: { a: ['x', 1] }, mail: ['ada@example.org'] };
    const result = scrubber.scrub(input).value;
    expect(result.clean).toBe(input.clean);
    expect(input.mail).toEqual(['ada@example.org']);
  });

  test('replaces a cycle and too great a depth by markers [D1]', () => {
    const cycle: Record<string, unknown> = { email: 'ada@example.org' };
    cycle['self'] = cycle;
    expect(scrubbed(cycle)).toEqual({ email: '[email]', self: '[circular]' });
    let deep: unknown = 'ada@example.org';
    for (let level = 0; level < 100_000; level++) deep = [deep];
    expect(JSON.stringify(scrubbed(deep))).toContain('"[too deep]"');
  });

  test('is not stopped by the depth of JSON inside a string [D1]', () => {
    const body = `${'['.repeat(2_000)}"ada@example.org"${']'.repeat(2_000)}`;
    expect(scrubbed(body)).toBe(body.replace('ada@example.org', '[email]'));
  });

  test('keeps dates unless the column says birth [D1]', () => {
    const born = new Date('1990-01-01');
    expect(scrubbed({ created: born, dob: born })).toEqual({ created: born, dob: '[date_of_birth]' });
  });

  test.each([
    ['a\u200bda@exam\u200bple.org', '[email]'],
    ['card ４２４２４２４２４２４２４２４２ ok', 'card [card] ok'],
    ['card 4242\u00a04242\u00a04242\u00a04242', 'card [card]'],
    ['\u202e+352\u2011628\u2011123\u2011456', '\u202e[phone]'],
  ])('sees through the disguise of %j [D1]', (text, expected) => {
    expect(scrubbed(text)).toBe(expected);
  });

  test.each(['\ud800ada@example.org\udc00', '\udfff'])(
    'keeps invalid UTF-16 as it is around a hit: %j [D1]',
    (text) => {
      expect(scrubbed(text)).toBe(text.replace('ada@example.org', '[email]'));
    },
  );

  test('finds nothing in its own output [D2]', () => {
    const text =
      'password=hunter2 ssn 120783961, phone +352 628 123 456; DOB 1950-12-13, created 2024-01-15 by ada@example.org';
    const once = scrubbed(text);
    expect(scrubber.scrub(once).report.total).toBe(0);
  });
});

test('a connection string loses its password, and where it leads only when the policy says so [D1] [D3]', () => {
  const url = 'DATABASE_URL=postgres://app:Zx81spectrum@db.example.com:5432/orders';
  expect(scrubbed(url)).toBe('DATABASE_URL=postgres://app:[password]@db.example.com:5432/orders');
  const strict = createScrubber({ types: { connection: 'redact' } });
  expect(strict.scrub(url).value).toBe('DATABASE_URL=postgres://[connection]/orders');
});

describe('report', () => {
  test('counts by type and holds no value [D4]', () => {
    const { report } = scrubber.scrub(['ada@example.org', 'bob@example.org', { password: 'hunter2' }]);
    expect(report).toEqual({
      total: 3,
      counts: { email: 2, password: 1 },
      places: { '[]': { email: 2 }, '[].password': { password: 1 } },
    });
  });

  test('starts at zero for every call [D4]', () => {
    const [first, second] = [scrubber.start(), scrubber.start()];
    first.text('ada@example.org');
    first.value({ password: 'x1' });
    expect(first.counts).toEqual({ email: 1, password: 1 });
    expect(second.counts).toEqual({});
  });

  test('takes the last element of a path as the name of the value [D1]', () => {
    expect(scrubber.start().value('Ada', 'customer.first_name')).toBe('[person]');
  });
});

describe('columns', () => {
  const customers = (column: string) => ({ schema: 'public', table: 'customers', column });

  test('scrubs rows in column order and keeps their shape [D1]', () => {
    const rows = scrubber.start().rows(
      [{ name: 'id' }, { name: 'last_name' }, { name: 'note' }, { name: 'meta' }],
      [
        [1, 'Lovelace', 'mail ada@example.org', { ssn: 120783961 }],
        [2, null, 'none', [true]],
      ],
    );
    expect(rows).toEqual([
      [1, '[person]', 'mail [email]', { ssn: '[ssn]' }],
      [2, null, 'none', [true]],
    ]);
  });

  test('an alias does not hide where a value comes from [D5]', () => {
    const columns = [
      { name: 'product_name', origin: customers('last_name') },
      { name: 'x', origin: customers('name') },
      { name: 'first_name', origin: { schema: 'public', table: 'products', column: 'title' } },
    ];
    expect(scrubber.start().rows(columns, [['Lovelace', 'Ada', 'Desk']])).toEqual([['[person]', '[person]', 'Desk']]);
  });

  test('redact and allow are set by name or by origin, and the origin decides [D3] [D5]', () => {
    const custom = createScrubber({
      columns: {
        notes: 'redact',
        'public.customers.last_name': 'allow',
        total: 'allow',
        'public.customers.score': 'redact',
      },
    });
    const columns = [
      { name: 'notes' },
      { name: 'shown', origin: customers('last_name') },
      { name: 'total', origin: customers('ssn') },
      { name: 'total', origin: customers('score') },
    ];
    expect(custom.start().rows(columns, [['anything', 'Lovelace', 120783961, 3]])).toEqual([
      ['[redacted]', 'Lovelace', '[ssn]', '[redacted]'],
    ]);
  });

  test('redact reaches a column whose origin is lost, by its name, and no column of another origin [D3] [D5]', () => {
    const custom = createScrubber({ columns: { 'public.customers.remark': 'redact' } });
    const elsewhere = { schema: 'public', table: 'orders', column: 'remark' };
    const rows = custom
      .start()
      .rows(
        [{ name: 'row_to_json' }, { name: 'remark' }, { name: 'remark', origin: elsewhere }],
        [[{ id: 1, remark: 'calls at night' }, 'calls at night', 'fragile']],
      );
    expect(rows).toEqual([[{ id: 1, remark: '[redacted]' }, '[redacted]', 'fragile']]);
  });

  test('counts a value once, also when it comes redacted [D4]', () => {
    const custom = createScrubber({ columns: { notes: 'redact' } }).start();
    custom.rows([{ name: 'notes' }], custom.rows([{ name: 'notes' }], [['anything']]));
    expect(custom.counts).toEqual({ redacted: 1 });
  });

  test('a cell that is a card number is one without a telling name; ids and sizes stay numbers [D1] [D2]', () => {
    const ordinary = [4111111111111112, 1_795_252_643_017_000, 4_000_000_000_006, 4.5].map((n) => [n, { n }]);
    const card = 4111111111111111;
    const rows = scrubber.start().rows([{ name: 'n' }, { name: 'doc' }], [[card, { n: card }], ...ordinary]);
    expect(rows).toEqual([['[card]', { n: '[card]' }], ...ordinary]);
  });

  test('an alias of an expression cannot claim an allowed name [D5]', () => {
    const custom = createScrubber({ columns: { ssn: 'allow' } });
    expect(custom.start().rows([{ name: 'ssn' }], [['219-09-9998']])).toEqual([['[ssn]']]);
  });

  test('redact reaches booleans and numbers of JSON inside a string [D3]', () => {
    const custom = createScrubber({ columns: { profile: 'redact' } });
    expect(custom.scrub('{"profile": {"a": [true, 1.5e3, null, "x"]}, "b": false}').value).toBe(
      '{"profile": {"a": ["[redacted]", "[redacted]", null, "[redacted]"]}, "b": false}',
    );
  });

  test('redact reaches every leaf of a document and keeps its shape [D3]', () => {
    const custom = createScrubber({ columns: { profile: 'redact' } });
    expect(custom.scrub({ profile: { a: ['x', 1, null], b: { c: true } } }).value).toEqual({
      profile: { a: ['[redacted]', '[redacted]', null], b: { c: '[redacted]' } },
    });
  });

  test('allow keeps a value untouched [D3]', () => {
    const custom = createScrubber({ columns: { owner: 'allow' } });
    expect(custom.scrub({ owner: 'on-call@example.org', other: 'ada@example.org' }).value).toEqual({
      owner: 'on-call@example.org',
      other: '[email]',
    });
  });
});
