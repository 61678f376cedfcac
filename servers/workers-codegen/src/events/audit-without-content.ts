import { ToolError, type AuditLog, type Call, type Json, type Outcome } from '@mcp-chassis/tool-kit';

/** What of a result is kept: how it came to be, never what it says. */
const kept = [
  'tier',
  'model',
  'upstream',
  'fallback',
  'config_ignored',
  'latency_ms',
  'tokens_in',
  'tokens_out',
  'repairs',
] as const;

/** The same log without code, prompts and answers: their sizes, and the facts of the event instead. */
export function auditWithoutContent(audit: AuditLog): AuditLog {
  return {
    name: audit.name,
    begin: (call) => audit.begin(withoutArguments(call)),
    end: (call, outcome) => audit.end(withoutArguments(call), eventOf(call, outcome)),
    reject: (rejection) => audit.reject(rejection),
    problem: () => audit.problem(),
    sinkStates: () => audit.sinkStates?.() ?? {},
    close: () => audit.close(),
  };
}

function withoutArguments(call: Call): Call {
  return { ...call, received: { input_characters: countCharacters(call.received) } };
}

function eventOf(call: Call, outcome: Outcome): Outcome {
  if (outcome.ok) {
    const facts = Object.fromEntries(
      kept.flatMap((name) => (name in outcome.value ? [[name, outcome.value[name]]] : [])),
    );
    return { ok: true, value: { event: 'tool_invocation', tool: call.operation.name, ...facts } };
  }
  const { code, message, retryable, details = {}, cause } = outcome.error;
  const error = new ToolError(code, message, {
    retryable,
    cause,
    details: {
      event: 'tool_error',
      type: code,
      input_characters: countCharacters(call.received),
      ...('reason' in details ? { reason: details['reason'] } : {}),
      ...('limit' in details ? { limit: details['limit'] } : {}),
    },
  });
  return { ...outcome, error };
}

/** UTF-16 units of every string in it, however deep. */
function countCharacters(value: Json): number {
  const pending: Json[] = [value];
  let count = 0;
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    if (typeof next === 'string') count += next.length;
    else if (typeof next === 'object' && next !== null) for (const item of Object.values(next)) pending.push(item);
  }
  return count;
}
