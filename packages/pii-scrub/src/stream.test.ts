import { describe, expect, test } from 'vitest';
import { createScrubber } from './create-scrubber.ts';

const scrubber = createScrubber();

async function streamed(text: string, chunkLength: number): Promise<{ text: string; total: number }> {
  const stream = scrubber.stream();
  const writer = stream.writable.getWriter();
  const writing = (async () => {
    for (let at = 0; at < text.length; at += chunkLength) await writer.write(text.slice(at, at + chunkLength));
    await writer.close();
  })();
  let result = '';
  for await (const chunk of stream.readable) result += chunk;
  await writing;
  return { text: result, total: stream.report().total };
}

const LINES = [
  '2024-02-13T20:28:04.704Z INFO login by ada@example.org from 192.0.2.7',
  'paid with 4242 4242 4242 4242, order 7179832697050394 shipped',
  'IBAN: GB91 PSRO 4637 4961 8699 23 and phone +352 628 123 456',
  'password=hunter2hunter2 token ghp_abcdefghijklmnopqrstuvwxyz0123456789',
  'no personal data at all in this line, only version 1.2.3 and 17 rows',
];
const LOG = Array.from({ length: 600 }, (_, line) => LINES[line % LINES.length]).join('\n');

describe('streams', () => {
  test.each([7, 100, 4_096, 10_000, LOG.length])(
    'chunks of %d characters give what the whole text gives [D1]',
    async (chunkLength) => {
      const whole = scrubber.scrub(LOG);
      expect(await streamed(LOG, chunkLength)).toEqual({ text: whole.value, total: whole.report.total });
    },
  );

  test('a key longer than what is held back is found across chunks [D1]', async () => {
    const pem = `-----BEGIN PRIVATE KEY-----\n${'MIIEvQIBADANBgkqhkiG9w0BAQEFAASC\n'.repeat(400)}-----END PRIVATE KEY-----`;
    const text = `${'x '.repeat(5_000)}${pem} then ${'y '.repeat(5_000)}`;
    expect((await streamed(text, 1_000)).text).toBe(text.replace(pem, '[private_key]'));
  });

  test('text without a blank is passed on, and comes out whole [D1]', async () => {
    const text = 'ab/'.repeat(50_000);
    expect((await streamed(text, 8_192)).text).toBe(text);
  });

  test('a chunk may end in the middle of a character [D1]', async () => {
    const text = `${'😀 '.repeat(6_000)}ada@example.org`;
    expect((await streamed(text, 1_001)).text).toBe(text.replace('ada@example.org', '[email]'));
  });

  test('an empty stream stays empty [D1]', async () => {
    expect(await streamed('', 10)).toEqual({ text: '', total: 0 });
  });
});
