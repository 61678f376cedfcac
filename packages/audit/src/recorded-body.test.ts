import { createHash } from 'node:crypto';
import type { Json, JsonObject, Scrubber } from '@mcp-chassis/tool-kit';
import { expect, test } from 'vitest';
import { cleanBody, cleanResponse, writeBody, type RecordedBody } from './recorded-body.ts';
import { fingerprintWithWebCrypto } from './fingerprint.ts';
import { smallScrubber } from './testing/small-scrubber.test.support.ts';

const record = async (value: Json, scrubber: Scrubber = smallScrubber) =>
  JSON.parse(await writeBody(cleanBody(value, 'request', scrubber.start()), fingerprintWithWebCrypto)) as RecordedBody;

const digest = (text: string) => createHash('sha256').update(text).digest('hex');

/** A body of exactly `bytes`, most of them in two, three and four byte characters. */
function bodyOf(bytes: number): { text: string } {
  const wide = 'ü日🎉'.repeat(900);
  return { text: wide + 'x'.repeat(bytes - Buffer.byteLength(JSON.stringify({ text: wide }))) };
}

test('a body is kept whole with its size and digest [C1]', async () => {
  expect(await record({ target: 'orders' })).toEqual({
    value: { target: 'orders' },
    bytes: 19,
    sha256: digest('{"target":"orders"}'),
  });
});

test('a body of 8,192 bytes is kept whole [C1]', async () => {
  const body = bodyOf(8_192);
  expect(await record(body)).toEqual({ value: body, bytes: 8_192, sha256: digest(JSON.stringify(body)) });
});

test('of a body of 8,193 bytes a head of whole characters is kept, beside size and digest of all [C1]', async () => {
  const body = bodyOf(8_193);
  const text = JSON.stringify(body);
  const recorded = await record(body);
  expect(recorded).toEqual({ head: expect.any(String), truncated: true, bytes: 8_193, sha256: digest(text) });
  const head = 'head' in recorded ? recorded.head : '';
  expect(Buffer.byteLength(head)).toBeLessThanOrEqual(8_192);
  expect(head.endsWith('…')).toBe(true);
  expect(text.startsWith(head.slice(0, -1))).toBe(true);
});

test.each([0, 1, 2, 3])('a head shifted by %i bytes is never cut inside a character [C1]', async (shift) => {
  const recorded = await record('x'.repeat(shift) + '🎉'.repeat(4_000));
  const head = 'head' in recorded ? recorded.head : '';
  expect(Buffer.byteLength(head)).toBeGreaterThan(8_180);
  expect(Buffer.byteLength(head)).toBeLessThanOrEqual(8_192);
  expect(head.isWellFormed()).toBe(true);
});

test('size and digest are those of the scrubbed form [C1]', async () => {
  expect(await record({ to: 'ada@leak.test' })).toEqual({
    value: { to: '[EMAIL]' },
    bytes: 16,
    sha256: digest('{"to":"[EMAIL]"}'),
  });
});

test('the digest does not depend on the order of fields [C1]', async () => {
  const [one, other] = [await record({ a: 1, b: [2, { d: 3, c: 4 }] }), await record({ b: [2, { c: 4, d: 3 }], a: 1 })];
  expect(one).toMatchObject({ sha256: digest('{"a":1,"b":[2,{"c":4,"d":3}]}') });
  expect(other).toMatchObject({ sha256: digest('{"a":1,"b":[2,{"c":4,"d":3}]}') });
});

test('scrubbing what was scrubbed before changes nothing [C1] [D1]', async () => {
  const once = await record({ to: 'ada@leak.test', note: 'password=hunter2' });
  const again = await record('value' in once ? once.value : '');
  expect(again).toEqual(once);
});

test('a zero-width character hides nothing from the scrubber [A16] [D1]', async () => {
  expect(await record({ to: 'ada\u200B@leak.\u202Etest' })).toMatchObject({ value: { to: '[EMAIL]' } });
});

test('lone surrogates and control characters are recorded as visible text [A16]', async () => {
  expect(await record('a\uD800b\u001Bc')).toMatchObject({ value: 'a\uFFFDb\\x1bc' });
});

test('what cannot be scrubbed is left out, and the call is recorded all the same [C1] [D1]', async () => {
  const broken: Scrubber = {
    name: 'broken',
    start: () => ({
      ...smallScrubber.start(),
      value() {
        throw new Error('no');
      },
    }),
  };
  expect(await record({ to: 'ada@leak.test' }, broken)).toEqual({ omitted: 'not_scrubbable' });
});

function nested(levels: number): Json {
  let value: Json = 1;
  for (let i = 0; i < levels; i += 1) value = [value];
  return value;
}

test('a body of 64 levels is kept as structure, a deeper one whole as text [C1]', async () => {
  expect(await record(nested(64))).toMatchObject({ value: nested(64), bytes: 129 });
  const text = `${'['.repeat(65)}1${']'.repeat(65)}`;
  expect(await record(nested(65))).toEqual({ head: text, truncated: false, bytes: 131, sha256: digest(text) });
});

test('a result that nests deeper than it could be walked is recorded as the text that was sent [C1]', async () => {
  const text = `{"a":${'['.repeat(4_000)}${']'.repeat(4_000)}}`;
  const outcome = { ok: true, value: JSON.parse(text) as JsonObject, sent: { text } } as const;
  const body = cleanResponse(outcome, smallScrubber.start());
  expect(JSON.parse(body === undefined ? '' : await writeBody(body, fingerprintWithWebCrypto))).toEqual({
    head: text,
    truncated: false,
    bytes: 8_006,
    sha256: digest(text),
  });
});

test('arguments nested 100,000 deep are survived [C1]', async () => {
  expect(await record(nested(100_000))).toEqual({ omitted: 'too_many_parts' });
});

test.each([
  [9_999, 'head'],
  [10_000, 'too_many_parts'],
])(
  'of one list with %i fields below it the %s is kept: no call waits for seconds of scrubbing [C1]',
  async (fields, kept) => {
    const body = [Object.fromEntries(Array.from({ length: fields }, (_, i) => [`f${i}`, 1]))];
    const recorded = await record(body);
    expect('omitted' in recorded ? recorded.omitted : 'head' in recorded && 'head').toBe(kept);
  },
);
