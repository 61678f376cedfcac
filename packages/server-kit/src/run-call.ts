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
type Step = (open: OpenCall, next: () => Promise<Outcome>) => Promise<Outcome>;

const steps: readonly Step[] = [
  audit,
  observe,
  limit,
  rollout,
  authorize,
  validate,
  slot,
  approve,
  finish,
  race,
  layers,
  handle,
];

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
      return answer(open, await runFrom(open, 0));
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

/** Runs a step; what it throws becomes the outcome that the steps before it see. */
async function runFrom(open: OpenCall, index: number): Promise<Outcome> {
  const step = steps[index];
  if (step === undefined) throw new Error('the last step of the call path asked for another one');
  try {
    return await step(open, () => runFrom(open, index + 1));
  } catch (error) {
    return { ok: false, error: asToolError(open.path, error), effect: 'none' };
  }
}

function asToolError(path: CallPath, error: unknown): ToolError {
  if (isToolError(error) && path.errorCodes.has(error.code)) return error;
  return new ToolError('INTERNAL_ERROR', 'Something went wrong inside the server.', { cause: error, askOwner: true });
}

async function audit({ call, path }: OpenCall, next: () => Promise<Outcome>): Promise<Outcome> {
  const log = path.guards.audit;
  try {
    await recorded(log.begin(call));
  } catch (error) {
    const refused: Outcome = { ok: false, error: asToolError(path, error), effect: 'none' };
    await recorded(log.end(call, refused)).catch(() => {});
    return refused;
  }
  const outcome = await next();
  try {
    await recorded(log.end(call, outcome));
    return outcome;
  } catch (error) {
    // Without a record there is no answer. What the call did, it did.
    const effect = outcome.ok ? (call.impact === 'read' ? 'none' : 'applied') : outcome.effect;
    return { ok: false, error: saying(effect, asToolError(path, error)), effect };
  }
}

function recorded(record: Promise<void>): Promise<void> {
  const late = () => new ToolError('AUDIT_UNAVAILABLE', 'The audit log did not answer in time.', { askOwner: true });
  return untilLate(longestRecordMs, late, record);
}

function observe({ call, operation, path }: OpenCall, next: () => Promise<Outcome>): Promise<Outcome> {
  return path.telemetry.observe(call, operation !== undefined, next);
}

async function limit({ call, path }: OpenCall, next: () => Promise<Outcome>): Promise<Outcome> {
  await untilAborted(call.signal, path.guards.limits?.take(call));
  return next();
}

async function rollout({ call, operation, path }: OpenCall, next: () => Promise<Outcome>): Promise<Outcome> {
  if (operation === undefined) throw unknownOperation();
  const flags = path.guards.rollout;
  if (flags !== undefined && !(await untilAborted(call.signal, flags.isOn(operation.name, call.principal)))) {
    call.notes.flag = operation.name;
    throw unknownOperation();
  }
  return next();
}

async function authorize({ call, path }: OpenCall, next: () => Promise<Outcome>): Promise<Outcome> {
  await untilAborted(call.signal, path.guards.authorize?.authorize(call));
  return next();
}

async function validate({ parsed }: OpenCall, next: () => Promise<Outcome>): Promise<Outcome> {
  if (!parsed.ok) throw parsed.refusal;
  return next();
}

async function slot(open: OpenCall, next: () => Promise<Outcome>): Promise<Outcome> {
  const release = open.path.slots.take();
  open.onHandlerEnd = release;
  try {
    return await next();
  } finally {
    // A handler that outlives its caller keeps the slot until it ends.
    if (!open.handlerRuns) release();
  }
}

async function approve({ call, path }: OpenCall, next: () => Promise<Outcome>): Promise<Outcome> {
  if (call.impact === 'high') await untilAborted(call.signal, path.guards.approvals?.redeem(call));
  return next();
}

/** Everything that succeeds is finished, whoever answered it. */
async function finish(open: OpenCall, next: () => Promise<Outcome>): Promise<Outcome> {
  const outcome = await next();
  const { call, operation, path } = open;
  if (!outcome.ok || operation === undefined) return outcome;
  try {
    const clean = operation.egress === 'generic' ? call.scrub.value(outcome.value) : renderUntrustedJson(outcome.value);
    const value = operation.checkOutput(fit(clean as JsonObject, operation, call.notes));
    const isScrubbed = typeof operation.egress === 'string';
    return isScrubbed ? { ok: true, value, sent: { text: JSON.stringify(value) } } : { ok: true, value };
  } catch (error) {
    const effect = isAtLeast(call.impact, 'write') ? 'applied' : 'none';
    return { ok: false, error: saying(effect, asToolError(path, error)), effect };
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
async function race(open: OpenCall, next: () => Promise<Outcome>): Promise<Outcome> {
  const { signal, impact } = open.call;
  signal.throwIfAborted();
  const { promise: aborted, resolve } = Promise.withResolvers<Outcome>();
  const onAbort = () => {
    const effect = isAtLeast(impact, 'write') ? 'unknown' : 'none';
    resolve({ ok: false, error: saying(effect, asToolError(open.path, signal.reason)), effect });
  };
  signal.addEventListener('abort', onAbort, { once: true });
  open.handlerRuns = true;
  const work = next().finally(() => {
    open.handlerRuns = false;
    open.onHandlerEnd();
  });
  try {
    return await Promise.race([work, aborted]);
  } finally {
    signal.removeEventListener('abort', onAbort);
  }
}

async function layers({ call, path }: OpenCall, next: () => Promise<Outcome>): Promise<Outcome> {
  return path.layers.reduceRight<() => Promise<Outcome>>((inner, layer) => () => layer(call, inner), next)();
}

async function handle({ call, operation, path }: OpenCall): Promise<Outcome> {
  if (operation === undefined) throw unknownOperation();
  try {
    return { ok: true, value: await operation.run(call.args, call) };
  } catch (error) {
    // A write that failed in a way its author did not foresee may have been applied.
    const isForeseen = isToolError(error) && !call.signal.aborted;
    const effect = isAtLeast(call.impact, 'write') && !isForeseen ? 'unknown' : 'none';
    return { ok: false, error: saying(effect, asToolError(path, error)), effect };
  }
}

/** After a write, an error must not invite a second one. */
function saying(effect: 'none' | 'applied' | 'unknown', error: ToolError): ToolError {
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
