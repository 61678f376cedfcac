/** Items of several agents, handed out agent by agent in turn, each agent's in the order they came. */
export interface FairQueue<Item> {
  readonly size: number;
  add(agent: string, item: Item): void;
  remove(agent: string, item: Item): void;
  /** Takes the oldest item of the agent whose turn it is, of those that `mayGo`. */
  next(mayGo: (agent: string) => boolean): { readonly agent: string; readonly item: Item } | undefined;
  /** Takes the newest item of the agent with the most, the one that came last among equals. */
  dropFromLongest(): Item | undefined;
}

/** An empty queue. An agent's turn comes again after all others that wait had theirs. */
export function createFairQueue<Item>(): FairQueue<Item> {
  // A Map keeps its order: the first agent is the next, and goes to the end when it was served.
  const lines = new Map<string, Set<Item>>();
  let size = 0;
  const remove = (agent: string, item: Item) => {
    const line = lines.get(agent);
    if (line?.delete(item) !== true) return;
    size -= 1;
    if (line.size === 0) lines.delete(agent);
  };
  return {
    get size() {
      return size;
    },
    add(agent, item) {
      const line = lines.get(agent) ?? new Set();
      lines.set(agent, line.add(item));
      size += 1;
    },
    remove,
    next(mayGo) {
      for (const [agent, line] of lines) {
        const [item] = line;
        if (item === undefined || !mayGo(agent)) continue;
        remove(agent, item);
        if (lines.delete(agent)) lines.set(agent, line);
        return { agent, item };
      }
      return undefined;
    },
    dropFromLongest() {
      let longest: readonly [agent: string, line: ReadonlySet<Item>] = ['', new Set()];
      for (const entry of lines) if (entry[1].size >= longest[1].size) longest = entry;
      const [agent, line] = longest;
      const item = [...line].at(-1);
      if (item !== undefined) remove(agent, item);
      return item;
    },
  };
}
