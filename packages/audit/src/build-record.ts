import type { Call, Outcome, Scrubber } from '@mcp-chassis/tool-kit';
import { canonicalJson } from './canonical-json.ts';
import { createDescribeFacts, type CallFacts } from './describe-call.ts';
import { createDescribeDecision, describeOutcome, describeScrubbed } from './describe-outcome.ts';
import { whenKnown, type TakeFingerprint } from './fingerprint.ts';
import { createIsoTimes } from './iso-times.ts';
import { outcomeStatus, type OutcomeStatus } from './outcome-status.ts';
import type { Hmac } from './raw-hmac.ts';
import { recordRequest } from './record-request.ts';
import { cleanResponse, writeBody } from './recorded-body.ts';
import type { CleanTexts } from './recorded-text.ts';
import { parseTraceparent } from './trace-context.ts';
import { escape, isUrgentCall, type WrittenEntry } from './written-entry.ts';

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
      return whenKnown(recorded, (request) =>
        writeCall(call, {
          ...describeFacts(call, scrub),
          approval: '',
          at,
          decision: '',
          phase: ',"phase":"attempt"',
          request,
          response: '',
          scrubbed: '',
          startedAt: isoTime(call.startedAt),
        }),
      );
    },
    outcome(call, outcome) {
      const endedAt = now();
      const at = isoTime(endedAt);
      const { scrub, request: recorded } = prepared.get(call) ?? begin(call);
      return whenKnown(recorded, (request) => {
        const body = cleanResponse(outcome, scrub);
        return whenKnown(body && writeBody(body, fingerprint), (response) => {
          const facts = describeFacts(call, scrub);
          const { approval } = call.notes;
          const decision = describeDecision(call, scrub);
          const status = outcomeStatus(call, outcome);
          return writeCall(
            call,
            {
              ...facts,
              approval: approval === undefined ? '' : `,"approval":${canonicalJson(approval)}`,
              at,
              decision: `${decision}${Math.max(0, endedAt - call.startedAt)}`,
              phase: describeOutcome(call, outcome, status, scrub),
              request,
              response: response === undefined ? '' : `,"response":${response}`,
              scrubbed: describeScrubbed(call.scrub, scrub),
              startedAt: isoTime(call.startedAt),
            },
            status,
          );
        });
      });
    },
  };
}

/** What follows what in a record, beside the facts of its call. What only an outcome has is empty for an attempt. */
interface CallTexts extends CallFacts {
  readonly approval: string;
  readonly at: string;
  /** With `duration_ms`. */
  readonly decision: string;
  /** With `outcome`. */
  readonly phase: string;
  readonly request: string;
  readonly response: string;
  readonly scrubbed: string;
  readonly startedAt: string;
}

/** @param status Of an outcome. */
function writeCall({ id, impact, server, trace }: Call, texts: CallTexts, status?: OutcomeStatus): WrittenEntry {
  const { actor, approval, at, decision, operation, phase, protocol, request } = texts;
  const { response, scrubbed, origin, startedAt } = texts;
  const parent = parseTraceparent(trace.traceparent);
  return {
    after: parent === undefined ? ',"v":1}' : `,"trace":${canonicalJson(parent)},"v":1}`,
    before:
      `${actor}${approval},"at":"${at}","call_id":"${escape(id)}"${decision}${operation}${phase}` +
      `${protocol}${request}${response}${scrubbed}${origin}${startedAt}","stream":`,
    callId: id,
    isUrgent: isUrgentCall(server.environment, impact, status),
    phase: status === undefined ? 'attempt' : 'outcome',
  };
}
