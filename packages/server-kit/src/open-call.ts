import type { Call, Operation, ParsedInput, Scrub } from '@mcp-chassis/tool-kit';
import { defaultTimeoutMs, fitText, isToolError, ToolError } from '@mcp-chassis/tool-kit';
import type { CallPath } from './call-path.ts';
import type { CallRequest } from './call-request.ts';
import { openCallSignal } from './call-signal.ts';
import { isDeeperThan } from './nesting.ts';
import { RenderingScrub } from './rendering-scrub.ts';

/** Longest operation name kept of what a client sent, in bytes; and how much of it is looked at, in characters. */
const longestName = 128;
const examinedName = 1_024;
/** Deepest nesting of arguments. */
const deepestArguments = 64;

/** One call under way, with what only the call path may see. */
export interface OpenCall {
  readonly path: CallPath;
  readonly call: Call;
  /** Undefined when the request names nothing that exists. */
  readonly operation: Operation | undefined;
  readonly parsed: ParsedInput;
  /** Called when the handler has ended, which may be after its caller was answered. */
  onHandlerEnd: () => void;
  handlerRuns: boolean;
  /** Releases the deadline's timer and the place among the running calls. */
  close(): void;
}

/** The prelude: who, what, until when, and the arguments parsed once, whether or not they are any good. */
export async function openCall(path: CallPath, request: CallRequest): Promise<OpenCall> {
  const operation = path.operations.find(request.kind, request.name);
  const timeoutMs = operation?.timeoutMs ?? defaultTimeoutMs;
  const signal = openCallSignal(timeoutMs, request.clientSignal);
  const leave = path.running.add(request.requestKey, signal);
  const close = () => {
    signal.dispose();
    leave();
  };
  try {
    const identified = await path.identify();
    const startedAt = path.now();
    const { parsed, impact, permission } = judge(operation, request);
    const scrub = new RenderingScrub(path.guards.scrub.start());
    const call: Call = {
      id: path.newId(startedAt),
      server: identified.server,
      operation: {
        kind: request.kind,
        name: nameOf(request, operation, scrub),
        schemaHash: (operation && identified.schemaHashes.get(operation)) ?? '',
      },
      args: parsed.ok ? parsed.args : undefined,
      received: request.received,
      principal: request.principal,
      impact,
      permission,
      signal: signal.signal,
      startedAt,
      deadline: startedAt + timeoutMs,
      trace: request.trace,
      source: request.source,
      protocolVersion: request.protocolVersion,
      scrub,
      notes: {},
      isFollowed: request.isFollowed,
      progress: request.progress,
    };
    return { path, operation, call, parsed, onHandlerEnd: nothing, handlerRuns: false, close };
  } catch (error) {
    close();
    throw error;
  }
}

const nothing = () => {};

/** A name that does not exist, and a URI, is the caller's text: scrubbed before it is cut. */
function nameOf({ kind, name }: CallRequest, operation: Operation | undefined, scrub: Scrub): string {
  if (kind === 'tool' && operation !== undefined) return operation.name;
  return fitText(scrub.text(name.slice(0, examinedName)), longestName);
}

type Judged = Pick<Call, 'impact' | 'permission'> & { readonly parsed: ParsedInput };

/** Arguments that do not parse count with the operation's highest impact and its first permission. */
function judge(operation: Operation | undefined, request: CallRequest): Judged {
  if (operation === undefined) {
    return { parsed: { ok: false, refusal: unknownOperation() }, impact: 'read', permission: '' };
  }
  const worst = { impact: operation.highestImpact, permission: operation.permissions[0] ?? '' };
  if (isDeeperThan(request.received, deepestArguments)) {
    const message = `The arguments are nested deeper than the limit of ${deepestArguments} levels.`;
    return { parsed: { ok: false, refusal: new ToolError('INVALID_INPUT', message) }, ...worst };
  }
  try {
    const parsed = operation.parse(request.kind === 'tool' ? request.received : request.name);
    if (!parsed.ok) return { parsed, ...worst };
    return { parsed, impact: operation.impactOf(parsed.args), permission: operation.permissionOf(parsed.args) };
  } catch (error) {
    const refusal = isToolError(error)
      ? error
      : new ToolError('INTERNAL_ERROR', 'The arguments could not be examined.', { cause: error });
    return { parsed: { ok: false, refusal }, ...worst };
  }
}

/** The one answer for a tool that does not exist and for one that is switched off. */
export function unknownOperation(): ToolError {
  return new ToolError('UNKNOWN_TOOL', 'There is no tool or resource of that name.');
}
