import { expect, test } from 'vitest';
import type { Answer } from '../net/judge-answer.ts';
import { readRejected } from './read-rejected.ts';

const answer = (contentType: string, body: string | Uint8Array | undefined): Answer => ({
  status: 200,
  retryAfter: undefined,
  contentType,
  body: body === undefined ? undefined : Buffer.from(body),
});

/** `partial_success { rejected_log_records: 3 }` on the wire. */
const threeRejected = Uint8Array.of(0x0a, 0x02, 0x08, 0x03);

test.each([
  ['nothing', answer('', ''), 0],
  ['an empty message', answer('application/x-protobuf', ''), 0],
  ['a partial success', answer('application/x-protobuf', threeRejected), 3],
  ['a warning beside a full success', answer('application/x-protobuf', Uint8Array.of(0x0a, 0x03, 0x12, 0x01, 0x61)), 0],
  ['an empty object', answer('application/json', '{}'), 0],
  ['null', answer('application/json; charset=utf-8', 'null'), 0],
  ['a partial success in JSON', answer('application/json', '{"partialSuccess":{"rejectedLogRecords":"2"}}'), 2],
])('a collector that answers %s tells how many records it refused [C2]', (_what, given, rejected) => {
  expect(readRejected(given)).toBe(rejected);
});

test.each([
  ['a page of HTML', answer('text/html', '<h1>Log in</h1>')],
  ['words', answer('text/plain', 'ok')],
  ['broken JSON', answer('application/json', '{')],
  ['a number that is none', answer('application/json', '{"partialSuccess":{"rejectedLogRecords":"all"}}')],
  ['a broken message', answer('application/x-protobuf', Uint8Array.of(0x0a, 0x7f))],
  ['more than anybody reads', answer('application/x-protobuf', undefined)],
])('a 200 with %s is no acknowledgement [C2]', (_what, given) => {
  expect(() => readRejected(given)).toThrow(expect.objectContaining({ kind: 'retry' }));
});
