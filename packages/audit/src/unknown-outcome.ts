import type { AttemptRecord, EntryDraft, OutcomeRecord } from './record.ts';

/** The outcome of a call whose process ended before it could say: nobody knows what became of the effect. */
export function unknownOutcome(attempt: AttemptRecord, at: string): EntryDraft<OutcomeRecord> {
  const { actor, call_id, environment, operation, protocol, request, server, source, started_at, trace } = attempt;
  return {
    actor,
    at,
    call_id,
    environment,
    operation,
    outcome: { effect: 'unknown', status: 'unknown', upstream: [] },
    phase: 'outcome',
    protocol,
    recovered: { boot: attempt.stream.boot },
    request,
    scrubbed: { answer: {}, record: {} },
    server,
    source,
    started_at,
    ...(trace && { trace }),
    v: 1,
  };
}
