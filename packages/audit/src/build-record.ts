import { errorCodePattern, type Call, type Outcome, type Scrub, type Scrubber } from '@mcp-chassis/tool-kit';
import { outcomeStatus } from './outcome-status.ts';
import type { AttemptRecord, CallRecord, OutcomeRecord } from './record.ts';
import { recordBody, type RecordedBody } from './recorded-body.ts';
import { recordText } from './recorded-text.ts';
import type { Sha256 } from './sha256.ts';
import { parseTraceparent } from './trace-context.ts';

const shortText = 128;
const longText = 256;
const messageText = 2_000;

/** What records are made with. */
export interface RecordTools {
  readonly scrubber: Scrubber;
  readonly sha256: Sha256;
  readonly now: () => number;
}

export async function buildAttempt(call: Call, tools: RecordTools): Promise<AttemptRecord> {
  return { phase: 'attempt', ...(await describeCall(call, tools.scrubber.start(), tools)) };
}

export async function buildOutcome(call: Call, outcome: Outcome, tools: RecordTools): Promise<OutcomeRecord> {
  const scrub = tools.scrubber.start();
  const described = await describeCall(call, scrub, tools);
  const response = await recordResponse(outcome, scrub, tools.sha256);
  const { decision, flag, limit, approval } = call.notes;
  return {
    phase: 'outcome',
    ...described,
    duration_ms: Math.max(0, Date.parse(described.at) - call.startedAt),
    ...(response && { response }),
    ...(decision && { decision: { ...decision, reason: recordText(decision.reason, longText, scrub) } }),
    ...(flag !== undefined && { flag }),
    ...(limit !== undefined && { limit }),
    ...(approval && { approval }),
    outcome: describeOutcome(call, outcome, scrub),
    scrubbed: { answer: { ...call.scrub.counts }, record: { ...scrub.counts } },
  };
}

async function describeCall(call: Call, scrub: Scrub, { sha256, now }: RecordTools): Promise<CallRecord> {
  const { server, principal, source, operation } = call;
  const { agent, user, auth } = principal;
  const trace = parseTraceparent(call.trace.traceparent);
  const at = new Date(now()).toISOString();
  return {
    v: 1,
    call_id: call.id,
    started_at: new Date(call.startedAt).toISOString(),
    at,
    environment: server.environment,
    server: { name: server.name, version: server.version, owner: server.owner },
    ...(trace && { trace }),
    actor: {
      agent: agent.id,
      owner: agent.owner,
      ...(user !== undefined && { user }),
      auth: {
        method: auth.method,
        ...(auth.issuer !== undefined && { issuer: auth.issuer }),
        ...(auth.tokenHash !== undefined && { token_hash: auth.tokenHash }),
      },
      ...(source.client && {
        client: {
          name: recordText(source.client.name, shortText, scrub),
          version: recordText(source.client.version, shortText, scrub),
        },
      }),
    },
    source: {
      transport: source.transport,
      ...(source.address !== undefined && { address: source.address }),
      ...(source.userAgent !== undefined && { user_agent: recordText(source.userAgent, longText, scrub) }),
    },
    protocol: recordProtocol(call.protocolVersion, scrub),
    operation: {
      kind: operation.kind,
      name: recordText(operation.name, shortText, scrub),
      schema_hash: operation.schemaHash,
      impact: call.impact,
      permission: call.permission,
    },
    request: await recordBody(call.received, 'request', scrub, sha256),
  };
}

/** Protocol versions are dates; a scrubber would take one for a date of birth. */
function recordProtocol(version: string, scrub: Scrub): string {
  return /^20\d\d-\d\d-\d\d$/.test(version) ? version : recordText(version, shortText, scrub);
}

async function recordResponse(outcome: Outcome, scrub: Scrub, sha256: Sha256): Promise<RecordedBody | undefined> {
  const body = outcome.ok ? outcome.value : outcome.error.details;
  return body === undefined ? undefined : recordBody(body, 'response', scrub, sha256);
}

function describeOutcome(call: Call, outcome: Outcome, scrub: Scrub): OutcomeRecord['outcome'] {
  const status = outcomeStatus(call, outcome);
  const upstream = call.notes.upstream ?? [];
  if (outcome.ok) return { status, effect: call.impact === 'read' ? 'none' : 'applied', upstream };
  const { code, message, retryable } = outcome.error;
  return {
    status,
    code: errorCodePattern.test(code) ? code : recordText(code, shortText, scrub),
    message: recordText(message, messageText, scrub),
    retryable,
    effect: outcome.effect,
    upstream,
  };
}
