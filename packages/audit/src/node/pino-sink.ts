import type { DestinationStream } from 'pino';
import type { AuditSink } from '../audit-sink.ts';
import type { OutcomeStatus } from '../outcome-status.ts';
import type { AuditEntry } from '../record.ts';
import { openStderrLogger } from './stderr-logger.ts';

/** Where the lines go. */
export interface PinoSinkOptions {
  /** Default: stderr, written before `write` resolves. Never stdout: that is the protocol's over stdio. */
  readonly destination?: DestinationStream;
  /** Default `false`: a broken pipe refuses no call. */
  readonly required?: boolean;
}

type Level = 'info' | 'warn' | 'error';

const levelOfStatus: Readonly<Record<OutcomeStatus, Level>> = {
  success: 'info',
  cancelled: 'info',
  approval_required: 'info',
  invalid_input: 'warn',
  unknown_tool: 'warn',
  unauthenticated: 'warn',
  denied: 'warn',
  flag_off: 'warn',
  rate_limited: 'warn',
  overloaded: 'warn',
  approval_denied: 'warn',
  error: 'error',
  timeout: 'error',
  circuit_open: 'error',
  audit_unavailable: 'error',
  unknown: 'error',
};

/** One structured line per record, under the key `audit`, beside the rest of a server's log. Level by status. */
export function openPinoSink({ destination, required = false }: PinoSinkOptions = {}): AuditSink {
  let failure: Error | undefined;
  let closed = false;
  const logger = openStderrLogger(destination, (error) => (failure = error));
  return {
    name: 'stderr',
    required,
    async write(entries) {
      if (closed) throw new Error('the stderr sink is closed');
      failure = undefined;
      for (const entry of entries) logger[levelOf(entry)]({ audit: entry }, 'audit');
      if (failure !== undefined) throw failure;
    },
    async close() {
      closed = true;
    },
  };
}

function levelOf(entry: AuditEntry): Level {
  switch (entry.phase) {
    case 'attempt':
      return 'info';
    case 'outcome':
      return levelOfStatus[entry.outcome.status];
    case 'rejection':
      return 'warn';
    case 'outage':
      return 'error';
  }
}
