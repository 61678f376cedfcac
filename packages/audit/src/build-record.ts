import {
  errorCodePattern,
  type Call,
  type Outcome,
  type Scrub,
  type Scrubber,
  type ServerIdentity,
} from '@mcp-chassis/tool-kit';
import { canonicalJson } from './canonical-json.ts';
import type { TakeFingerprint } from './fingerprint.ts';
import { outcomeStatus } from './outcome-status.ts';
import type { Hmac } from './raw-hmac.ts';
import type { AttemptRecord, CallRecord, EntryDraft, OutcomeRecord, RecordedServer } from './record.ts';
import { recordBody, recordResponse } from './recorded-body.ts';
import { recordText, type CleanTexts } from './recorded-text.ts';
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
  readonly clean: CleanTexts;
}

/** Fields are written in the order of canonical JSON, here and below: sorting them later would cost more than the rest. */
export async function buildAttempt(call: Call, tools: RecordTools): Promise<EntryDraft<AttemptRecord>> {
  const { actor, at, call_id, environment, operation, ...rest } = await describeCall(
    call,
    tools.scrubber.start(),
    tools,
  );
  return { actor, at, call_id, environment, operation, phase: 'attempt', ...rest };
}

export async function buildOutcome(
  call: Call,
  outcome: Outcome,
  tools: RecordTools,
): Promise<EntryDraft<OutcomeRecord>> {
  const scrub = tools.scrubber.start();
  const described = await describeCall(call, scrub, tools);
  const response = await recordResponse(outcome, scrub, tools.fingerprint);
  const { approval } = call.notes;
  const decision = describeDecision(call, scrub);
  const ended = describeOutcome(call, outcome, scrub);
  const { actor, at, call_id, environment, operation, protocol, request, server, source, started_at, trace } =
    described;
  return {
    actor,
    ...(approval && { approval }),
    at,
    call_id,
    ...(decision && { decision }),
    duration_ms: Math.max(0, Date.parse(at) - call.startedAt),
    environment,
    operation,
    outcome: ended,
    phase: 'outcome',
    protocol,
    request,
    ...(response && { response }),
    scrubbed: { answer: { ...call.scrub.counts }, record: { ...scrub.counts } },
    server,
    source,
    started_at,
    stream: undefined,
    ...(trace && { trace }),
    v: 1,
  };
}

/** The server as records name it. */
export function describeServer({ name, owner, toolsHash, version }: ServerIdentity): RecordedServer {
  return { name, owner, ...(toolsHash !== undefined && { tools_hash: toolsHash }), version };
}

async function describeCall(
  call: Call,
  scrub: Scrub,
  tools: RecordTools,
): Promise<Omit<CallRecord, 'stream'> & { readonly stream: undefined }> {
  const { server, source, operation } = call;
  const trace = parseTraceparent(call.trace.traceparent);
  return {
    actor: describeActor(call, scrub, tools.clean),
    at: new Date(tools.now()).toISOString(),
    call_id: call.id,
    environment: server.environment,
    operation: {
      impact: call.impact,
      kind: operation.kind,
      name: recordText(operation.name, shortText, scrub, tools.clean),
      permission: call.permission,
      schema_hash: operation.schemaHash,
    },
    protocol: recordProtocol(call.protocolVersion, scrub),
    request: await describeRequest(call, scrub, tools),
    server: describeServer(server),
    source: {
      ...(source.address !== undefined && { address: source.address }),
      transport: source.transport,
      ...(source.userAgent !== undefined && {
        user_agent: recordText(source.userAgent, longText, scrub, tools.clean),
      }),
    },
    started_at: new Date(call.startedAt).toISOString(),
    stream: undefined,
    ...(trace && { trace }),
    v: 1,
  };
}

function describeActor({ principal, source }: Call, scrub: Scrub, clean: CleanTexts): CallRecord['actor'] {
  const { agent, user, auth } = principal;
  return {
    agent: agent.id,
    auth: {
      ...(auth.issuer !== undefined && { issuer: auth.issuer }),
      method: auth.method,
      ...(auth.tokenHash !== undefined && { token_hash: auth.tokenHash }),
    },
    ...(source.client && {
      client: {
        name: recordText(source.client.name, shortText, scrub, clean),
        version: recordText(source.client.version, shortText, scrub, clean),
      },
    }),
    owner: agent.owner,
    ...(user !== undefined && { user }),
  };
}

async function describeRequest(call: Call, scrub: Scrub, tools: RecordTools): Promise<CallRecord['request']> {
  const body = await recordBody(call.received, 'request', scrub, tools.fingerprint);
  const raw_hmac = await hmacOf(call, tools.hmac);
  if (raw_hmac === undefined) return body;
  if ('value' in body) return { bytes: body.bytes, raw_hmac, sha256: body.sha256, value: body.value };
  return { ...body, raw_hmac };
}

async function hmacOf(call: Call, hmac: Hmac | undefined): Promise<string | undefined> {
  try {
    return await hmac?.(canonicalJson(call.received));
  } catch {
    // A lone surrogate has no canonical form, and a hostile depth no end.
    return undefined;
  }
}

/** Protocol versions are dates; a scrubber would take one for a date of birth. */
function recordProtocol(version: string, scrub: Scrub): string {
  return /^20\d\d-\d\d-\d\d$/.test(version) ? version : recordText(version, shortText, scrub);
}

function describeDecision({ notes }: Call, scrub: Scrub): OutcomeRecord['decision'] {
  const { decision, flag, limit } = notes;
  if (decision === undefined && flag === undefined && limit === undefined) return undefined;
  const refused = flag !== undefined || limit !== undefined;
  return {
    effect: refused ? 'deny' : (decision?.effect ?? 'deny'),
    ...(flag !== undefined && { flag }),
    ...(limit !== undefined && { limit }),
    ...(decision?.policy !== undefined && { policy: decision.policy }),
    ...(decision !== undefined && { reason: recordText(decision.reason, longText, scrub) }),
  };
}

function describeOutcome(call: Call, outcome: Outcome, scrub: Scrub): OutcomeRecord['outcome'] {
  const status = outcomeStatus(call, outcome);
  const upstream = call.notes.upstream ?? [];
  if (outcome.ok) return { effect: call.impact === 'read' ? 'none' : 'applied', status, upstream };
  const { code, message, retryable } = outcome.error;
  return {
    code: errorCodePattern.test(code) ? code : recordText(code, shortText, scrub),
    effect: outcome.effect,
    message: recordText(message, messageText, scrub),
    retryable,
    status,
    upstream,
  };
}
