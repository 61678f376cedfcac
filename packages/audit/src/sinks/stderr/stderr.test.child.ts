import { once } from 'node:events';
import { writeSync } from 'node:fs';
import { setImmediate as turn } from 'node:timers/promises';
import { keptEntries } from '../../testing/kept-entry.ts';
import { sampleEntry } from '../../testing/sample-entry.ts';
import { openStderrSink } from './stderr-sink.ts';

const mode = process.argv[2];
const sink = openStderrSink();
const { signal } = new AbortController();
const outcomes: string[] = [];
const deliver = async (from: number, to: number) => {
  const batch = Array.from({ length: to - from }, (_, i) => sampleEntry(from + i));
  const [{ status }] = await Promise.allSettled([sink.deliver(keptEntries(...batch), signal)]);
  outcomes.push(status);
};

if (mode === 'crowd') {
  const delivered = deliver(0, 1_000);
  await turn();
  writeSync(1, 'goes on ');
  await delivered;
  writeSync(1, outcomes.join(' '));
} else {
  // Waits for its parent, then ends without flushing: what a delivery promised has to be there.
  process.stdin.resume();
  await once(process.stdin, 'end');
  for (const first of [1, 2, 3]) await deliver(first, first + 1);
  if (mode === 'report') writeSync(1, outcomes.join(' '));
}
process.kill(process.pid, 'SIGKILL');
