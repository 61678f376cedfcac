import {
  errorCodePattern,
  type Call,
  type Json,
  type Outcome,
  type Scrub,
  type Scrubber,
  type ServerIdentity,
} from '@mcp-chassis/tool-kit';
import { canonicalJson } from './canonical-json.ts';
import { whenKnown, type TakeFingerprint } from './fingerprint.ts';
import type { IsoTime } from './iso-times.ts';
import { outcomeStatus } from './outcome-status.ts';
import type { Hmac } from './raw-hmac.ts';
import type { AttemptRecord, CallRecord, EntryDraft, OutcomeRecord, RecordedServer } from './record.ts';
import { capBody, cleanBody, recordResponse, type CleanBody } from './recorded-body.ts';
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
  readonly isoTime: IsoTime;
}

/** A record, at once where its fingerprints are. */
type Made<Entry extends AttemptRecord | OutcomeRecord> = EntryDraft<Entry> | Promise<EntryDraft<Entry>>;

/** Fields are written in the order of canonical JSON, here and below: sorting them later would cost more than the rest. */
export function buildAttempt(call: Call, tools: RecordTools): Made<AttemptRecord> {
  const described = describeCall(call, tools.now(), tools.scrubber.start(), tools);
  return whenKnown(described, ({ actor, at, call_id, environment, operation, ...rest }) => ({
    actor,
    at,
    call_id,
    environment,
    operation,
    phase: 'attempt',
    ...rest,
  }));
}

export function buildOutcome(call: Call, outcome: Outcome, tools: RecordTools): Made<OutcomeRecord> {
  const scrub = tools.scrubber.start();
  const endedAt = tools.now();
  return whenKnown(describeCall(call, endedAt, scrub, tools), (described) =>
    whenKnown(recordResponse(outcome, scrub, tools.fingerprint), (response) => {
      const { approval } = call.notes;
      const decision = describeDecision(call, scrub);
      const ended = describeOutcome(call, outcome, scrub);
      const { trace } = described;
      return {
        actor: described.actor,
        ...(approval && { approval }),
        at: described.at,
        call_id: described.call_id,
        ...(decision && { decision }),
        duration_ms: Math.max(0, endedAt - call.startedAt),
        environment: described.environment,
        operation: described.operation,
        outcome: ended,
        phase: 'outcome',
        protocol: described.protocol,
        request: described.request,
        ...(response && { response }),
        scrubbed: { answer: { ...call.scrub.counts }, record: { ...scrub.counts } },
        server: described.server,
        source: described.source,
        started_at: described.started_at,
        stream: undefined,
        ...(trace && { trace }),
        v: 1,
      };
    }),
  );
}

/** The server as records name it. */
export function describeServer({ name, owner, toolsHash, version }: ServerIdentity): RecordedServer {
  return { name, owner, ...(toolsHash !== undefined && { tools_hash: toolsHash }), version };
}

type DescribedCall = Omit<CallRecord, 'stream'> & { readonly stream: undefined };

function describeCall(
  call: Call,
  now: number,
  scrub: Scrub,
  tools: RecordTools,
): DescribedCall | Promise<DescribedCall> {
  const { server, source, operation } = call;
  const trace = parseTraceparent(call.trace.traceparent);
  return whenKnown(describeRequest(call, scrub, tools), (request) => ({
    actor: describeActor(call, scrub, tools.clean),
    at: tools.isoTime(now),
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
    request,
    server: describeServer(server),
    source: {
      ...(source.address !== undefined && { address: source.address }),
      transport: source.transport,
      ...(source.userAgent !== undefined && {
        user_agent: recordText(source.userAgent, longText, scrub, tools.clean),
      }),
    },
    started_at: tools.isoTime(call.startedAt),
    stream: undefined,
    ...(trace && { trace }),
    v: 1,
  }));
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

type RecordedRequest = CallRecord['request'];

function describeRequest(
  { received }: Call,
  scrub: Scrub,
  { fingerprint, hmac }: RecordTools,
): RecordedRequest | Promise<RecordedRequest> {
  const clean = cleanBody(received, 'request', scrub);
  return whenKnown(capBody(clean, fingerprint), (body) =>
    whenKnown(hmacOf(received, clean, hmac), (raw_hmac): RecordedRequest => {
      if (raw_hmac === undefined) return body;
      if ('value' in body) return { bytes: body.bytes, raw_hmac, sha256: body.sha256, value: body.value };
      return { ...body, raw_hmac };
    }),
  );
}

/** Of what was received, not of what is left of it. */
function hmacOf(
  received: Json,
  clean: CleanBody | { readonly omitted: string },
  hmac: Hmac | undefined,
): string | undefined | Promise<string | undefined> {
  if (hmac === undefined) return undefined;
  try {
    const made = hmac('isUntouched' in clean && clean.isUntouched ? clean.text : canonicalJson(received));
    return made instanceof Promise ? made.catch(() => undefined) : made;
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
