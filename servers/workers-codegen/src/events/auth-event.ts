import type { AuditLog, Call, ServerIdentity, Scrubber } from '@mcp-chassis/tool-kit';
import { ToolError } from '@mcp-chassis/tool-kit';
import { ulid } from 'ulid';

/** An attempt to be let in. */
export interface AuthEvent {
  /** `pin`: the page; `token`: a request to `/mcp`; `register`: a client that wants to be known. */
  readonly attempt: 'pin' | 'token' | 'register';
  readonly result: 'success' | 'failure';
  /** Why it failed: one of a few words, never what was entered. */
  readonly reason?: 'wrong_pin' | 'rate_limited' | 'stale_page' | 'denied' | 'no_valid_token' | 'too_large';
  readonly clientId?: string;
  readonly address?: string;
  readonly userAgent?: string;
}

/** Where events go. */
export interface EventLog {
  record(event: AuthEvent): Promise<void>;
}

const longestUserAgent = 256;

/** Keeps events as records of the audit log, like calls: an operation named `authorize`, which ends well or does not. */
export function createEventLog(deps: {
  readonly audit: AuditLog;
  readonly scrub: Scrubber;
  readonly server: ServerIdentity;
  readonly now: () => number;
}): EventLog {
  return {
    async record(event) {
      const call = callOf(event, deps.server, deps.scrub, deps.now());
      const facts = {
        event: 'auth_event',
        attempt: event.attempt,
        result: event.result,
        ...(event.reason === undefined ? {} : { reason: event.reason }),
      };
      if (event.result === 'success') return deps.audit.end(call, { ok: true, value: facts });
      const error = new ToolError('UNAUTHENTICATED', 'The attempt to be let in failed.', { details: facts });
      return deps.audit.end(call, { ok: false, error, effect: 'none' });
    },
  };
}

function callOf(event: AuthEvent, server: ServerIdentity, scrub: Scrubber, startedAt: number): Call {
  const { address, userAgent, clientId = 'unknown' } = event;
  return {
    id: ulid(startedAt),
    server,
    operation: { kind: 'tool', name: 'authorize', schemaHash: '' },
    args: {},
    received: { attempt: event.attempt },
    principal: {
      agent: { id: clientId, owner: server.owner },
      permissions: [],
      groups: [],
      auth: { method: event.attempt },
    },
    impact: 'read',
    permission: '',
    signal: new AbortController().signal,
    startedAt,
    deadline: startedAt,
    trace: {},
    source: {
      transport: 'http',
      ...(address === undefined ? {} : { address }),
      ...(userAgent === undefined ? {} : { userAgent: userAgent.slice(0, longestUserAgent) }),
    },
    protocolVersion: '',
    scrub: scrub.start(),
    notes: {},
    progress: () => {},
  };
}
