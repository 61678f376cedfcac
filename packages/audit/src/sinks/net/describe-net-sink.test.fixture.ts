import { entryKey } from '../../entry-key.ts';
import type { AuditSink } from '../../audit-sink.ts';
import type { AuditEntry } from '../../record.ts';
import { describeAuditSink } from '../../testing/describe-audit-sink.ts';
import { receiverFaults, receiverHang, type FakeReceiver } from './fake-receiver.test.fixture.ts';
import { createTimeouts } from './timeouts.test.fixture.ts';

/** The token that the sinks under test have. */
export const netToken = 'the-token-of-the-sink';

const netNow = () => Date.parse('2026-11-21T08:00:00Z');

/** What a sink that sends over HTTP is opened with here. */
export interface NetSinkOptions {
  readonly url: string;
  readonly token: string;
  readonly timeoutSignal: (ms: number) => AbortSignal;
  readonly now: () => number;
}

/** One such sink and its receiver. */
export interface NetSinkSuite {
  readonly openReceiver: () => Promise<FakeReceiver>;
  readonly openSink: (options: NetSinkOptions) => AuditSink;
  /** What the receiver kept, in the order it came. */
  readonly read: (kept: readonly AuditEntry[]) => AuditEntry[];
  /** What the receiver says and no error may repeat. */
  readonly secrets: readonly string[];
}

/** The contract of every sink, for one that sends over HTTP. */
export function describeNetSink(name: string, { openReceiver, openSink, read, secrets }: NetSinkSuite): void {
  describeAuditSink(name, {
    async open() {
      const receiver = await openReceiver();
      const clock = createTimeouts();
      receiver.onHang = clock.expire;
      const open = () => openSink({ url: receiver.url, token: netToken, timeoutSignal: clock.start, now: netNow });
      return {
        receiver,
        sink: open(),
        reopen: async () => open(),
        read: async () => read([...receiver.kept.values()]),
        secrets: [netToken, receiver.url, ...secrets],
        dispose: () => receiver.close(),
      };
    },
    faults: receiverFaults,
    hanging: receiverHang,
    refuse: ({ receiver }, entry) => receiver.refuse(entryKey(entry)),
  });
}
