import { errorCodePattern, type Call, type Outcome, type Scrub } from '@mcp-chassis/tool-kit';
import { canonicalJson } from './canonical-json.ts';
import type { OutcomeStatus } from './outcome-status.ts';
import type { OutcomeRecord } from './record.ts';
import { recordText, type CleanTexts } from './recorded-text.ts';
import { createRecurringParts } from './recurring-parts.ts';

const shortText = 128;
const longText = 256;
const messageText = 2_000;

type Decision = NonNullable<OutcomeRecord['decision']>;
type Ended = OutcomeRecord['outcome'];

/** `,"decision":…,"duration_ms":` as canonical JSON; without a decision where there was none. */
export type DescribeDecision = (call: Call, scrub: Scrub) => string;

/** @param clean Texts that need no scrubbing; it adds to them. */
export function createDescribeDecision(clean: CleanTexts): DescribeDecision {
  const decisions = createRecurringParts();
  return ({ notes }, scrub) => {
    const { decision, flag, limit } = notes;
    if (decision === undefined && flag === undefined && limit === undefined) return ',"duration_ms":';
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
      return { text: `,"decision":${canonicalJson(value)},"duration_ms":`, recurs: reason === decision?.reason };
    });
  };
}

const harmless = ',"outcome":{"effect":"none","status":"success","upstream":';
const effective = ',"outcome":{"effect":"applied","status":"success","upstream":';

/** `,"outcome":…,"phase":"outcome"` as canonical JSON. */
export function describeOutcome(call: Call, outcome: Outcome, status: OutcomeStatus, scrub: Scrub): string {
  const { upstream = [] } = call.notes;
  if (!outcome.ok) {
    return `,"outcome":${canonicalJson(describeFailure(outcome, status, upstream, scrub))},"phase":"outcome"`;
  }
  const backends = upstream.length === 0 ? '[]' : canonicalJson(upstream);
  return `${call.impact === 'read' ? harmless : effective}${backends}},"phase":"outcome"`;
}

function describeFailure(
  { error, effect }: Extract<Outcome, { ok: false }>,
  status: OutcomeStatus,
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

/** `,"scrubbed":…` as canonical JSON: what was replaced in the answer, and beyond that in the record. */
export function describeScrubbed(answer: Scrub, record: Scrub): string {
  const counts = { answer: answer.counts, record: record.counts };
  return isEmpty(counts.answer) && isEmpty(counts.record) ? nothingScrubbed : `,"scrubbed":${canonicalJson(counts)}`;
}

const nothingScrubbed = ',"scrubbed":{"answer":{},"record":{}}';

function isEmpty(counts: Scrub['counts']): boolean {
  for (const _type in counts) return false;
  return true;
}
