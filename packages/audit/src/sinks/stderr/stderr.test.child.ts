import { once } from 'node:events';
import { writeSync } from 'node:fs';
import { sampleEntry } from '../../testing/sample-entry.ts';
import { openStderrSink } from './stderr-sink.ts';

// Waits for its parent, then ends without flushing: what a delivery promised has to be there.
process.stdin.resume();
await once(process.stdin, 'end');
const sink = openStderrSink();
const { signal } = new AbortController();
const results = await Promise.allSettled([1, 2, 3].map((i) => sink.deliver([sampleEntry(i)], signal)));
if (process.argv[2] === 'report') writeSync(1, results.map(({ status }) => status).join(' '));
process.kill(process.pid, 'SIGKILL');
