import { join } from 'node:path';
import { openAuditLog } from '../node/open-audit-log.ts';
import { memorySink } from './memory-sink.test.support.ts';
import { sampleCall } from './sample-call.test.support.ts';
import { smallScrubber } from './small-scrubber.test.support.ts';

const [directory = '', keys = ''] = process.argv.slice(2);
const sink = memorySink();
sink.onDeliver = () => new Promise(() => {});
const log = await openAuditLog({
  directory,
  scrubber: smallScrubber,
  sinks: [sink],
  keys: { signing: join(keys, 'signing.pem'), hmac: join(keys, 'hmac.key') },
});
const call = sampleCall({ impact: 'write' });
await log.begin(call);
process.stdout.write(`${call.id}\n`);
setInterval(() => {}, 1_000);
