import type { AuditSink } from './audit-sink.ts';
import type { EntryStore } from './entry-store.ts';
import { fingerprintWithWebCrypto } from './fingerprint.ts';
import type { PlacedEntry } from './kept-entry.ts';
import { noHash, placeEntry, sealEntry, streamHead, type StreamHead } from './stream-head.ts';
import type { WrittenEntry } from './written-entry.ts';

/** Longest time the sinks may take for one entry. */
const deliveryMs = 4_000;

/** What a store without a disk is made from. */
export interface DirectStoreOptions {
  /** At least one. Every one of them must take an entry for it to count as kept. */
  readonly sinks: readonly AuditSink[];
  /** Default: a random one. One per isolate: two with the same name would share a sequence. */
  readonly instance?: string;
}

/**
 * Hands every entry to the sinks before its call is answered, for runtimes without a disk. Entries are chained per
 * isolate, so that a missing or changed line shows; nothing is signed or delivered again, and what the isolate took with
 * it is gone.
 *
 * @throws Error without a sink.
 */
export function createDirectStore({ sinks, instance }: DirectStoreOptions): EntryStore {
  if (sinks.length === 0) throw new Error('audit: at least one sink is needed');
  let head: StreamHead | undefined;
  let last: Promise<unknown> = Promise.resolve();
  let closing: Promise<void> | undefined;
  const failed = new Set<string>();
  const underWay = new Set<Promise<void>>();

  /** Random values may not be drawn while a Worker starts. */
  function firstHead(): StreamHead {
    const name = instance ?? globalThis.crypto.randomUUID();
    return streamHead({ boot: name, instance: name, hash: noHash, seq: 0 });
  }

  async function place(entry: WrittenEntry): Promise<PlacedEntry> {
    head ??= firstHead();
    const json = placeEntry(entry, head);
    const { sha256 } = await fingerprintWithWebCrypto(json);
    const placed = sealEntry(entry, head, json, sha256);
    head = { ...head, hash: sha256, seq: placed.seq };
    return placed;
  }

  async function deliver(sink: AuditSink, entry: PlacedEntry): Promise<void> {
    try {
      await sink.deliver([entry], AbortSignal.timeout(deliveryMs));
      failed.delete(sink.name);
    } catch (error) {
      failed.add(sink.name);
      throw error;
    }
  }

  async function keep(placed: Promise<PlacedEntry>): Promise<void> {
    const entry = await placed;
    await Promise.all(sinks.map((sink) => deliver(sink, entry)));
  }

  async function close(): Promise<void> {
    await Promise.all(underWay);
    await Promise.all(sinks.map((sink) => sink.close()));
  }

  return {
    name: sinks.map((sink) => sink.name).join(', '),
    append(entry) {
      if (closing !== undefined) return Promise.reject(new Error('the audit log is closed'));
      const placed = last.then(() => place(entry));
      last = placed.catch(() => {});
      const kept = keep(placed);
      const settled = kept.catch(() => {}).finally(() => underWay.delete(settled));
      underWay.add(settled);
      return kept;
    },
    sinkStates: () => Object.fromEntries(sinks.map(({ name }) => [name, failed.has(name) ? 'failing' : 'ok'])),
    close: () => (closing ??= close()),
  };
}
