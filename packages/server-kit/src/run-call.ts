import { isAtLeast, isToolError, jsonBytes, renderUntrustedJson, ToolError } from '@mcp-chassis/tool-kit';
import type { CallNotes, JsonObject, Operation, Outcome } from '@mcp-chassis/tool-kit';
import { answer, internalError, type CallAnswer } from './answer.ts';
import { untilAborted, untilLate } from './bounded-wait.ts';
import type { CallPath } from './call-path.ts';
import type { CallRequest } from './call-request.ts';
import { describeError } from './describe-error.ts';
import { openCall, unknownOperation, type OpenCall } from './open-call.ts';

/*
 * The call path: every tools/call and resources/read, of every transport, protocol era and SDK, comes through here.
 *
 *   prelude    open-call.ts: principal, ids, deadline; the arguments parsed once, kept as value or refusal
 *   0 answer   whatever comes out below becomes a result written by us; no foreign error text leaves
 *   1 audit    write, high: a durable attempt first; always one terminal record, before the answer leaves
 *   2 observe  span and duration
 *   3 limit    per agent and tool, before anything costs
 *   4 rollout  off is answered exactly as an unknown tool is
 *   5 authorize
 *   6 validate the refusal of the arguments is told only now: a forbidden caller learns nothing of the schema
 *   7 slot     one of the handlers that may run at once
 *   8 approve  consumed last, just before the effect
 *   9 finish   on the way out: scrub, fit the budget, check the output
 *  10 race     the rest, until the deadline, a cancel or a disconnect; the guards before it are held to the same
 *  11 layers   the team's own steps, when it has some
 *  12 handle   the tool or resource itself
 */
type Guard = (open: OpenCall) => void | Promise<void>;

/** Steps 3 to 8. Each refuses by throwing; one that has nothing to wait for returns nothing. */
const guards: readonly Guard[] = [limit, rollout, authorize, validate, slot, approve];

/** How long the audit log may take for one record, in ms: a log that hangs is one that is not there. */
const longestRecordMs = 5_000;

/** Runs one call from request to answer. Never rejects. Its record is kept, also where the runtime ends what nobody waits for. */
export function runCall(path: CallPath, request: CallRequest): Promise<CallAnswer> {
  const answered = answerCall(path, request);
  request.waitUntil?.(answered);
  return answered;
}

async function answerCall(path: CallPath, request: CallRequest): Promise<CallAnswer> {
  try {
    const open = await openCall(path, request);
    try {
      return answer(open, await audit(open));
    } finally {
      closeAfterHandler(open, request.waitUntil);
    }
  } catch (error) {
    path.log.error({ error: describeError(error) }, 'the call path itself failed');
    return internalError();
  }
}

/** A handler that outlives its caller counts as running until it ends, so that a shutdown and the runtime wait for it. */
function closeAfterHandler(open: OpenCall, waitUntil: CallRequest['waitUntil']): void {
  if (!open.handlerRuns) return open.close();
  const { promise: ended, resolve } = Promise.withResolvers<void>();
  waitUntil?.(ended);
  const onHandlerEnd = open.onHandlerEnd;
  open.onHandlerEnd = () => {
    onHandlerEnd();
    open.close();
    resolve();
  };
}

async function audit(open: OpenCall): Promise<Outcome> {
  const { call, path } = open;
  const log = path.guards.audit;
  try {
    const begun = log.begin(call);
    if (begun !== undefined) await recorded(begun);
  } catch (error) {
    const refused = failed(path, error, 'none');
    await recorded(log.end(call, refused)).catch(() => {});
    return refused;
  }
  const outcome = await observe(open);
  try {
    await recorded(log.end(call, outcome));
    return outcome;
  } catch (error) {
    // Without a record there is no answer. What the call did, it did.
    const effect = outcome.ok ? (call.impact === 'read' ? 'none' : 'applied') : outcome.effect;
    return failed(path, error, effect);
  }
}

function recorded(record: Promise<void>): Promise<void> {
  return untilLate(longestRecordMs, recordIsLate, record);
}

const recordIsLate = () =>
  new ToolError('AUDIT_UNAVAILABLE', 'The audit log did not answer in time.', { askOwner: true });

async function observe(open: OpenCall): Promise<Outcome> {
  try {
    return await open.path.telemetry.observe(open.call, open.operation !== undefined, () => guarded(open));
  } catch (error) {
    return failed(open.path, error, 'none');
  }
}

async function guarded(open: OpenCall): Promise<Outcome> {
  const { signal } = open.call;
  try {
    for (const guard of guards) {
      const asked = guard(open);
      if (asked !== undefined) await untilAborted(signal, asked);
      signal.throwIfAborted();
    }
    return finish(open, await race(open));
  } catch (error) {
    return failed(open.path, error, 'none');
  } finally {
    // A handler that outlives its caller keeps the slot until it ends.
    if (!open.handlerRuns) open.onHandlerEnd();
  }
}

function limit({ call, path }: OpenCall): void | Promise<void> {
  return path.guards.limits?.take(call);
}

function rollout({ call, operation, path }: OpenCall): void | Promise<void> {
  if (operation === undefined) throw unknownOperation();
  const flags = path.guards.rollout;
  if (flags === undefined) return undefined;
  const refuseOff = (isOn: boolean) => {
    if (isOn) return;
    call.notes.flag = operation.name;
    throw unknownOperation();
  };
  const isOn = flags.isOn(operation.name, call.principal);
  return typeof isOn === 'boolean' ? refuseOff(isOn) : isOn.then(refuseOff);
}

function authorize({ call, path }: OpenCall): void | Promise<void> {
  return path.guards.authorize?.authorize(call);
}

function validate({ parsed }: OpenCall): void {
  if (!parsed.ok) throw parsed.refusal;
}

function slot(open: OpenCall): void {
  open.onHandlerEnd = open.path.slots.take();
}

function approve({ call, path }: OpenCall): void | Promise<void> {
  return call.impact === 'high' ? path.guards.approvals?.redeem(call) : undefined;
}

/** Everything that succeeds is finished, whoever answered it. */
function finish({ call, operation, path }: OpenCall, outcome: Outcome): Outcome {
  if (!outcome.ok || operation === undefined) return outcome;
  try {
    const clean = operation.egress === 'generic' ? call.scrub.value(outcome.value) : renderUntrustedJson(outcome.value);
    const value = operation.checkOutput(fit(clean as JsonObject, operation, call.notes));
    const isScrubbed = typeof operation.egress === 'string';
    return isScrubbed ? { ok: true, value, sent: { text: JSON.stringify(value) } } : { ok: true, value };
  } catch (error) {
    return failed(path, error, isAtLeast(call.impact, 'write') ? 'applied' : 'none');
  }
}

function fit(result: JsonObject, operation: Operation, notes: CallNotes): JsonObject {
  const budget = operation.budgetBytes;
  const bytes = jsonBytes(result);
  if (bytes <= budget) return result;
  notes.fittedFromBytes = bytes;
  const fitted = operation.fit?.(result, budget);
  if (fitted !== undefined && jsonBytes(fitted) <= budget) return fitted;
  throw new ToolError(
    'RESULT_TOO_LARGE',
    `The result takes ${bytes} bytes; at most ${budget} may leave. Ask for less.`,
  );
}

/** Answers with the signal's reason as soon as it aborts; the work is left to notice the signal itself. */
function race(open: OpenCall): Promise<Outcome> {
  const { signal, impact } = open.call;
  return new Promise((resolve, reject) => {
    const onAbort = () => resolve(failed(open.path, signal.reason, isAtLeast(impact, 'write') ? 'unknown' : 'none'));
    signal.addEventListener('abort', onAbort, { once: true });
    work(open).then(resolve, reject);
  });
}

async function work(open: OpenCall): Promise<Outcome> {
  open.handlerRuns = true;
  try {
    return await layers(open);
  } finally {
    open.handlerRuns = false;
    open.onHandlerEnd();
  }
}

/** A step of the team's own that fails takes nothing back of what the handler did. */
async function layers(open: OpenCall): Promise<Outcome> {
  const { call, path } = open;
  if (path.layers.length === 0) return handle(open);
  const writes = isAtLeast(call.impact, 'write');
  let effect: Effect = 'none';
  const handled = async () => {
    if (writes) effect = 'unknown';
    const outcome = await handle(open);
    effect = outcome.ok ? (writes ? 'applied' : 'none') : outcome.effect;
    return outcome;
  };
  const outermost = path.layers.reduceRight<() => Promise<Outcome>>(
    (inner, layer) => () => layer(call, inner),
    handled,
  );
  try {
    return await outermost();
  } catch (error) {
    return failed(path, error, effect);
  }
}

async function handle({ call, operation, path }: OpenCall): Promise<Outcome> {
  try {
    if (operation === undefined) throw unknownOperation();
    return { ok: true, value: await operation.run(call.args, call) };
  } catch (error) {
    // A write that failed in a way its author did not foresee may have been applied.
    const isForeseen = isToolError(error) && !call.signal.aborted;
    return failed(path, error, isAtLeast(call.impact, 'write') && !isForeseen ? 'unknown' : 'none');
  }
}

type Effect = 'none' | 'applied' | 'unknown';

function failed(path: CallPath, error: unknown, effect: Effect): Outcome {
  return { ok: false, error: saying(effect, asToolError(path, error)), effect };
}

function asToolError(path: CallPath, error: unknown): ToolError {
  if (isToolError(error) && path.errorCodes.has(error.code)) return error;
  return new ToolError('INTERNAL_ERROR', 'Something went wrong inside the server.', { cause: error, askOwner: true });
}

/** After a write, an error must not invite a second one. */
function saying(effect: Effect, error: ToolError): ToolError {
  if (effect === 'none') return error;
  const known =
    effect === 'applied'
      ? 'The effect was applied: do not repeat the call.'
      : 'Whether the effect was applied is unknown: check before repeating the call.';
  return new ToolError(error.code, `${error.message} ${known}`, {
    retryable: false,
    askOwner: error.askOwner,
    ...(error.details === undefined ? {} : { details: error.details }),
    cause: error,
  });
}
