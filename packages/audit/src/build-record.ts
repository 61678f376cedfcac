import { errorCodePattern, type Call, type Outcome, type Scrub, type Scrubber } from '@mcp-chassis/tool-kit';
import { canonicalJson } from './canonical-json.ts';
import { createDescribeFacts } from './describe-call.ts';
import { whenKnown, type TakeFingerprint } from './fingerprint.ts';
import { createIsoTimes } from './iso-times.ts';
import { outcomeStatus } from './outcome-status.ts';
import type { Hmac } from './raw-hmac.ts';
import type { OutcomeRecord } from './record.ts';
import { recordRequest } from './record-request.ts';
import { cleanResponse, writeBody } from './recorded-body.ts';
import { recordText, type CleanTexts } from './recorded-text.ts';
import { createRecurringParts } from './recurring-parts.ts';
import { parseTraceparent } from './trace-context.ts';
import { isUrgentCall, quote, type WrittenEntry } from './written-entry.ts';

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

/**
 * Makes the records of calls, at once where fingerprints are.
 *
 * @throws Error for what RFC 8785 has no form for: a lone surrogate.
 */
export interface RecordBuilder {
  /** Does the part of an outcome that can be done before it is there. May be left out. Never throws. */
  prepare(call: Call): void;
  attempt(call: Call): WrittenEntry | Promise<WrittenEntry>;
  outcome(call: Call, outcome: Outcome): WrittenEntry | Promise<WrittenEntry>;
}

/**
 * Records are made as text, their fields in the order of canonical JSON: an object that is made, sorted and rendered costs
 * three times as much, and could be changed before it is read.
 */
export function createRecordBuilder({ scrubber, fingerprint, hmac, now }: RecordTools): RecordBuilder {
  const clean: CleanTexts = new Set();
  const isoTime = createIsoTimes();
  const describeFacts = createDescribeFacts(clean);
  const describeDecision = createDescribeDecision(clean);
  const prepared = new WeakMap<Call, ReturnType<typeof begin>>();

  function begin({ received }: Call) {
    const scrub = scrubber.start();
    return { scrub, request: recordRequest(received, scrub, fingerprint, hmac) };
  }

  return {
    prepare(call) {
      try {
        const begun = begin(call);
        prepared.set(call, begun);
        if (begun.request instanceof Promise) begun.request.catch(() => {});
      } catch {
        // Whoever ends the call meets it again.
      }
    },
    attempt(call) {
      const at = isoTime(now());
      const { scrub, request: recorded } = begin(call);
      return whenKnown(recorded, (request) => {
        const { actor, operation, protocol, server, source } = describeFacts(call, scrub);
        const before = [
          '{"actor":',
          actor,
          ',"at":"',
          at,
          '","call_id":',
          quote(call.id),
          ',"environment":',
          quote(call.server.environment),
          ',"operation":',
          operation,
          ',"phase":"attempt","protocol":',
          protocol,
          ',"request":',
          request,
          ',"server":',
          server,
          ',"source":',
          source,
          ',"started_at":"',
          isoTime(call.startedAt),
          '","stream":',
        ];
        return write('attempt', call, before);
      });
    },
    outcome(call, outcome) {
      const endedAt = now();
      const at = isoTime(endedAt);
      const { scrub, request: recorded } = prepared.get(call) ?? begin(call);
      return whenKnown(recorded, (request) => {
        const body = cleanResponse(outcome, scrub);
        return whenKnown(body && writeBody(body, fingerprint), (response) => {
          const { actor, operation, protocol, server, source } = describeFacts(call, scrub);
          const { approval } = call.notes;
          const decision = describeDecision(call, scrub);
          const status = outcomeStatus(call, outcome);
          const ended = describeOutcome(call, outcome, status, scrub);
          const before = [
            '{"actor":',
            actor,
            approval === undefined ? '' : `,"approval":${canonicalJson(approval)}`,
            ',"at":"',
            at,
            '","call_id":',
            quote(call.id),
            decision === undefined ? '' : ',"decision":',
            decision ?? '',
            ',"duration_ms":',
            String(Math.max(0, endedAt - call.startedAt)),
            ',"environment":',
            quote(call.server.environment),
            ',"operation":',
            operation,
            ',"outcome":',
            ended,
            ',"phase":"outcome","protocol":',
            protocol,
            ',"request":',
            request,
            response === undefined ? '' : ',"response":',
            response ?? '',
            ',"scrubbed":',
            describeScrubbed(call.scrub, scrub),
            ',"server":',
            server,
            ',"source":',
            source,
            ',"started_at":"',
            isoTime(call.startedAt),
            '","stream":',
          ];
          return write('outcome', call, before, status);
        });
      });
    },
  };
}

function write(
  phase: 'attempt' | 'outcome',
  { id, impact, server, trace: { traceparent } }: Call,
  before: readonly string[],
  status?: OutcomeRecord['outcome']['status'],
): WrittenEntry {
  const trace = parseTraceparent(traceparent);
  return {
    after: trace === undefined ? ',"v":1}' : `,"trace":${canonicalJson(trace)},"v":1}`,
    before,
    callId: id,
    isUrgent: isUrgentCall(server.environment, impact, status),
    phase,
  };
}

type Decision = NonNullable<OutcomeRecord['decision']>;

function createDescribeDecision(clean: CleanTexts) {
  const decisions = createRecurringParts();
  return ({ notes }: Call, scrub: Scrub): string | undefined => {
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
      } satisfies Decision;
      return { value, recurs: reason === decision?.reason };
    });
  };
}

type Ended = OutcomeRecord['outcome'];

function describeOutcome(call: Call, outcome: Outcome, status: Ended['status'], scrub: Scrub): string {
  const { upstream = [] } = call.notes;
  if (!outcome.ok) return canonicalJson(describeFailure(outcome, status, upstream, scrub));
  const effect = call.impact === 'read' ? 'none' : 'applied';
  const backends = upstream.length === 0 ? '[]' : canonicalJson(upstream);
  return `{"effect":"${effect}","status":"${status}","upstream":${backends}}`;
}

function describeFailure(
  { error, effect }: Extract<Outcome, { ok: false }>,
  status: Ended['status'],
  upstream: Ended['upstream'],
  scrub: Scrub,
): Ended {
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

function describeScrubbed(answer: Scrub, record: Scrub): string {
  return `{"answer":${describeCounts(answer.counts)},"record":${describeCounts(record.counts)}}`;
}

function describeCounts(counts: Scrub['counts']): string {
  for (const _type in counts) return canonicalJson(counts);
  return '{}';
}
