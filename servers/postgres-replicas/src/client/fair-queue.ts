/** Items of several agents, handed out to the agent that had least so far, each agent's in the order they came. */
export interface FairQueue<Item> {
  readonly size: number;
  add(agent: string, item: Item): void;
  remove(agent: string, item: Item): void;
  /** Takes the oldest item of the agent that had least, of those that `mayGo`; of equals, the one that waits longest. */
  next(mayGo: (agent: string) => boolean): { readonly agent: string; readonly item: Item } | undefined;
  /** Takes the newest item of the agent with the most, the one that came last among equals. */
  dropFromLongest(): Item | undefined;
}

/** An empty queue. `had` says how much an agent had so far. */
export function createFairQueue<Item>(had: (agent: string) => number): FairQueue<Item> {
  // A Map keeps its order: an agent that was served goes to the end.
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
      let least = Infinity;
      let chosen: { readonly agent: string; readonly item: Item } | undefined;
      for (const [agent, line] of lines) {
        const [item] = line;
        if (item === undefined || !mayGo(agent) || had(agent) >= least) continue;
        least = had(agent);
        chosen = { agent, item };
      }
      if (chosen === undefined) return undefined;
      const line = lines.get(chosen.agent);
      remove(chosen.agent, chosen.item);
      if (line !== undefined && lines.delete(chosen.agent)) lines.set(chosen.agent, line);
      return chosen;
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
