import { errorCodePattern, type Call, type Outcome, type Scrub, type Scrubber } from '@mcp-chassis/tool-kit';
import { createDescribeFacts, type DescribedFacts } from './describe-call.ts';
import { writeEntry, type EntryText } from './entry-text.ts';
import { whenKnown, type TakeFingerprint } from './fingerprint.ts';
import { createIsoTimes } from './iso-times.ts';
import { outcomeStatus } from './outcome-status.ts';
import type { Hmac } from './raw-hmac.ts';
import type { AttemptRecord, EntryDraft, OutcomeRecord } from './record.ts';
import { recordRequest } from './record-request.ts';
import { recordResponse } from './recorded-body.ts';
import { recordText, type CleanTexts } from './recorded-text.ts';
import { createRecurringParts, type WrittenPart } from './recurring-parts.ts';
import { parseTraceparent } from './trace-context.ts';

const shortText = 128;
const longText = 256;
const messageText = 2_000;

/** What records are made with. */
export interface RecordTools {
  readonly scrubber: Scrubber;
  readonly fingerprint: TakeFingerprint;
  /** Absent: records have no `raw_hmac`. */
  readonly hmac: Hmac | undefined;
  readonly now: () => number;
}

/** A record that has no place in a stream yet. */
export interface MadeRecord<Entry extends AttemptRecord | OutcomeRecord> {
  readonly draft: EntryDraft<Entry>;
  readonly text: EntryText | undefined;
}

/** A record, at once where its fingerprints are. */
type Made<Entry extends AttemptRecord | OutcomeRecord> = MadeRecord<Entry> | Promise<MadeRecord<Entry>>;

/** Makes the records of calls. */
export interface RecordBuilder {
  attempt(call: Call): Made<AttemptRecord>;
  outcome(call: Call, outcome: Outcome): Made<OutcomeRecord>;
}

/** Fields are written in the order of canonical JSON, here and below: sorting them later would cost more than the rest. */
export function createRecordBuilder({ scrubber, fingerprint, hmac, now }: RecordTools): RecordBuilder {
  const clean: CleanTexts = new Set();
  const isoTime = createIsoTimes();
  const describeFacts = createDescribeFacts(clean);
  const describeDecision = createDescribeDecision(clean);
  const describeSuccess = createRecurringParts<OutcomeRecord['outcome']>();

  function describeOutcome(call: Call, outcome: Outcome, scrub: Scrub): WrittenPart<OutcomeRecord['outcome']> {
    const status = outcomeStatus(call, outcome);
    const upstream = (call.notes.upstream ?? []).map((one) => ({ ...one }));
    if (!outcome.ok) return { value: describeFailure(outcome, status, upstream, scrub), text: undefined };
    const effect = call.impact === 'read' ? 'none' : 'applied';
    if (upstream.length > 0) return { value: { effect, status, upstream }, text: undefined };
    return describeSuccess([effect, status], () => ({ value: { effect, status, upstream: [] }, recurs: true }));
  }

  return {
    attempt(call) {
      const at = isoTime(now());
      const scrub = scrubber.start();
      return whenKnown(recordRequest(call.received, scrub, fingerprint, hmac), (request) => {
        const { texts, ...facts } = describeFacts(call, scrub);
        const trace = parseTraceparent(call.trace.traceparent);
        const draft: EntryDraft<AttemptRecord> = {
          actor: facts.actor,
          at,
          call_id: call.id,
          environment: call.server.environment,
          operation: facts.operation,
          phase: 'attempt',
          protocol: facts.protocol,
          request: request.value,
          server: facts.server,
          source: facts.source,
          started_at: isoTime(call.startedAt),
          stream: undefined,
          ...(trace && { trace }),
          v: 1,
        };
        return { draft, text: writeEntry(draft, { ...texts, request: request.text }) };
      });
    },
    outcome(call, outcome) {
      const scrub = scrubber.start();
      const endedAt = now();
      const at = isoTime(endedAt);
      return whenKnown(recordRequest(call.received, scrub, fingerprint, hmac), (request) =>
        whenKnown(recordResponse(outcome, scrub, fingerprint), (response) => {
          const facts: DescribedFacts = describeFacts(call, scrub);
          const { approval } = call.notes;
          const decision = describeDecision(call, scrub);
          const ended = describeOutcome(call, outcome, scrub);
          const scrubbed = describeScrubbed(call.scrub, scrub);
          const trace = parseTraceparent(call.trace.traceparent);
          const draft: EntryDraft<OutcomeRecord> = {
            actor: facts.actor,
            ...(approval && { approval }),
            at,
            call_id: call.id,
            ...(decision && { decision: decision.value }),
            duration_ms: Math.max(0, endedAt - call.startedAt),
            environment: call.server.environment,
            operation: facts.operation,
            outcome: ended.value,
            phase: 'outcome',
            protocol: facts.protocol,
            request: request.value,
            ...(response && { response: response.value }),
            scrubbed: scrubbed.value,
            server: facts.server,
            source: facts.source,
            started_at: isoTime(call.startedAt),
            stream: undefined,
            ...(trace && { trace }),
            v: 1,
          };
          const text = writeEntry(draft, {
            ...facts.texts,
            decision: decision?.text,
            outcome: ended.text,
            request: request.text,
            response: response?.text,
            scrubbed: scrubbed.text,
          });
          return { draft, text };
        }),
      );
    },
  };
}

type Decision = NonNullable<OutcomeRecord['decision']>;

function createDescribeDecision(clean: CleanTexts) {
  const decisions = createRecurringParts<Decision>();
  return ({ notes }: Call, scrub: Scrub): WrittenPart<Decision> | undefined => {
    const { decision, flag, limit } = notes;
    if (decision === undefined && flag === undefined && limit === undefined) return undefined;
    const refused = flag !== undefined || limit !== undefined;
    const effect = refused ? 'deny' : (decision?.effect ?? 'deny');
    return decisions([decision?.reason ?? '', decision?.reason, effect, decision?.policy, flag, limit], () => {
      const reason = decision === undefined ? undefined : recordText(decision.reason, longText, scrub, clean);
      const value = {
        effect,
        ...(flag !== undefined && { flag }),
        ...(limit !== undefined && { limit }),
        ...(decision?.policy !== undefined && { policy: decision.policy }),
        ...(reason !== undefined && { reason }),
      } as const;
      return { value, recurs: reason === decision?.reason };
    });
  };
}

function describeFailure(
  { error, effect }: Extract<Outcome, { ok: false }>,
  status: OutcomeRecord['outcome']['status'],
  upstream: OutcomeRecord['outcome']['upstream'],
  scrub: Scrub,
): OutcomeRecord['outcome'] {
  const { code, message, retryable } = error;
  return {
    code: errorCodePattern.test(code) ? code : recordText(code, shortText, scrub),
    effect,
    message: recordText(message, messageText, scrub),
    retryable,
    status,
    upstream,
  };
}

const nothing: OutcomeRecord['scrubbed'] = Object.freeze({ answer: Object.freeze({}), record: Object.freeze({}) });

function describeScrubbed(answer: Scrub, record: Scrub): WrittenPart<OutcomeRecord['scrubbed']> {
  const counts = { answer: answer.counts, record: record.counts };
  if (isEmpty(counts.answer) && isEmpty(counts.record)) return { value: nothing, text: '{"answer":{},"record":{}}' };
  return { value: { answer: { ...counts.answer }, record: { ...counts.record } }, text: undefined };
}

function isEmpty(counts: Readonly<Record<string, number>>): boolean {
  for (const _type in counts) return false;
  return true;
}
