import type { AppendOptions, EntryStore } from '../entry-store.ts';
import type { EntryDraft } from '../record.ts';

/** A store whose faults a test switches. */
export interface MemoryStore extends EntryStore {
  readonly entries: EntryDraft[];
  readonly writes: Pick<AppendOptions, 'durable'>[];
  failing: boolean;
}

export function memoryStore(): MemoryStore {
  const store: MemoryStore = {
    name: 'memory',
    entries: [],
    writes: [],
    failing: false,
    async append(entry, { durable }) {
      if (store.failing) throw new Error('the store fails');
      store.entries.push(JSON.parse(`${entry.before.slice(0, -',"stream":'.length)}${entry.after}`) as EntryDraft);
      store.writes.push({ durable });
    },
    sinkStates: () => ({ file: 'ok' }),
    async close() {},
  };
  return store;
}
