import { createPaceHistory, type PaceHistory } from './pace-history.ts';

/** `slow` is what takes longer than a limit, or is likely to; `unknown`, of what nobody can tell. */
export type Pace = 'quick' | 'slow' | 'unknown';

/** Who runs what. */
export interface Query {
  readonly agent: string;
  /** Recognises the same statement, whatever its literals, when it comes again. */
  readonly statement: string;
}

/** Foresees how long a query will take from what its agent and its statement took lately. */
export interface ExpectedPace {
  /**
   * A statement is expected to be what it was when its agent ran it before. One that is new is quick when nearly all
   * queries of its agent were, and otherwise what it was for others. An agent most of whose queries were slow is slow
   * while others ask beside it: it gives way to them, and alone it may have everything.
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

const keyOf = ({ agent, statement }: Query) => `${agent} ${statement}`;

/** Everything is unknown at first. `now` is a clock in ms. */
export function createExpectedPace(slowAfterMs: number, now: () => number): ExpectedPace {
  const agents = createPaceHistory(slowAfterMs, now);
  const ownStatements = createPaceHistory(slowAfterMs, now);
  const statements = createPaceHistory(slowAfterMs, now);
  const paceIn = (history: PaceHistory, statement: string): Pace => {
    if (history.isMostlySlow(statement)) return 'slow';
    return history.isKnown(statement) ? 'quick' : 'unknown';
  };
  let lastQuick = { agent: '', at: -Infinity };
  const givesWay = (agent: string) => {
    if (agents.isMostlySlow(agent)) return lastQuick.agent !== agent && now() - lastQuick.at < presentMs;
    lastQuick = { agent, at: now() };
    return false;
  };
  return {
    of(query) {
      const { agent, statement } = query;
      const own = keyOf(query);
      if (givesWay(agent)) return 'slow';
      if (ownStatements.isKnown(own)) return paceIn(ownStatements, own);
      return agents.isMostlyQuick(agent) ? 'quick' : paceIn(statements, statement);
    },
    note(query, ms) {
      agents.add(query.agent, ms);
      ownStatements.add(keyOf(query), ms);
      statements.add(query.statement, ms);
    },
    total: (agent) => agents.total(agent),
    mean: (agent) => agents.mean(agent),
  };
}
