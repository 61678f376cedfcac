import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import { openFileSink } from '../sinks/file/file-sink.ts';
import { sampleCall } from '../testing/sample-call.test.support.ts';
import { smallScrubber } from '../testing/small-scrubber.test.support.ts';
import { openAuditLog } from './open-audit-log.ts';

const [root = '', run = ''] = process.argv.slice(2);
const log = await openAuditLog({
  directory: join(root, 'spool'),
  scrubber: smallScrubber,
  sinks: [await openFileSink({ path: join(root, 'shipped.ndjson') })],
  keys: { signing: join(root, 'keys', 'signing.pem'), hmac: join(root, 'keys', 'hmac.key') },
  limits: { segmentBytes: 65_536 },
});

// One write, so that it says what happened even when the next instruction is never reached.
const say = (line: string) => appendFileSync(join(root, 'said'), `${line}\n`);

let calls = 0;

/** A caller that has one call after the other answered, every third of them a write. */
async function callForever(caller: number): Promise<never> {
  for (;;) {
    calls += 1;
    const isWrite = calls % 3 === 0;
    const call = sampleCall({
      id: `${run}-${caller}-${calls}`,
      impact: isWrite ? 'write' : 'read',
      server: { ...sampleCall().server, environment: calls % 5 === 0 ? 'production' : 'development' },
    });
    await log.begin(call);
    if (isWrite) say(`effect ${call.id}`);
    await log.end(call, { ok: true, value: { rows: Array.from({ length: calls % 40 }, (_, i) => i) } });
    say(`answered ${call.id}`);
  }
}

process.stdout.write('up\n');
await Promise.all(Array.from({ length: 16 }, (_, caller) => callForever(caller)));
