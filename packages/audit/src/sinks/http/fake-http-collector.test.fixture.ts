import { entryKey } from '../../entry-key.ts';
import type { AuditEntry } from '../../record.ts';
import { openFakeReceiver, type FakeReceiver } from '../net/fake-receiver.test.fixture.ts';

/** Takes NDJSON, keeps all of a batch or, when it refuses an entry of it, nothing. */
export function openFakeHttpCollector(): Promise<FakeReceiver> {
  return openFakeReceiver({
    decode: (body) =>
      body
        .toString()
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line) as AuditEntry)
        .map((entry) => ({ key: entryKey(entry), entry })),
    accept: (response) => void response.writeHead(202).end('thanks'),
    refuse: (response) => void response.writeHead(422).end('bad'),
    keepsRest: false,
  });
}
