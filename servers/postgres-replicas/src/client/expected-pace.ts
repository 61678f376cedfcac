import { createPaceHistory } from './pace-history.ts';

/** `slow` is what takes longer than a limit, or is likely to; `unknown`, of what nobody can tell. */
export type Pace = 'quick' | 'slow' | 'unknown';

/** Who runs what. */
export interface Query {
  readonly agent: string;
  /** Recognises the same statement when it comes again. */
  readonly statement: string;
}

/** Foresees how long a query will take from what its agent and its statement took lately. */
export interface ExpectedPace {
  /**
   * A statement that was slow is so when its agent asks again. An agent most of whose queries were slow is slow while
   * others ask beside it: it gives way to them, and alone it may have everything. An agent is unknown until two of its
   * queries were quick, and again when it has not asked for a while.
   */
  of(query: Query): Pace;
  /** One took `ms`. */
  note(query: Query, ms: number): void;
  /** Milliseconds an agent had in all. */
  total(agent: string): number;
  /** Milliseconds a query of an agent takes. */
  mean(agent: string): number;
}

/** How long an agent that asked counts as still there. */
const presentMs = 60_000;

/** As many quick queries, of which some are half forgotten, make an agent known. */
const enoughQuick = 1.5;

const keyOf = ({ agent, statement }: Query) => `${agent} ${statement}`;

/** Everything is quick at first. `now` is a clock in ms. */
export function createExpectedPace(slowAfterMs: number, now: () => number): ExpectedPace {
  const agents = createPaceHistory(slowAfterMs, now);
  const statements = createPaceHistory(slowAfterMs, now);
  let lastQuick = { agent: '', at: -Infinity };
  const givesWay = (agent: string) => {
    if (agents.isMostlySlow(agent)) return lastQuick.agent !== agent && now() - lastQuick.at < presentMs;
    lastQuick = { agent, at: now() };
    return false;
  };
  return {
    of(query) {
      if (givesWay(query.agent) || statements.isMostlySlow(keyOf(query))) return 'slow';
      return agents.quickCount(query.agent) > enoughQuick ? 'quick' : 'unknown';
    },
    note(query, ms) {
      agents.add(query.agent, ms);
      statements.add(keyOf(query), ms);
    },
    total: (agent) => agents.total(agent),
    mean: (agent) => agents.mean(agent),
  };
}
