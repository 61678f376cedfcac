import type { OutcomeStatus } from '../outcome-status.ts';
import type { AuditEntry } from '../record.ts';

/** How loud an entry is among a server's other log lines. */
export type EntryLevel = 'info' | 'warn' | 'error';

const levelOfStatus: Readonly<Record<OutcomeStatus, EntryLevel>> = {
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

/** The level of a line in stderr and the severity of a log record in OTLP. */
export function entryLevel(entry: AuditEntry): EntryLevel {
  switch (entry.phase) {
    case 'attempt':
    case 'start':
    case 'digest':
    case 'retention':
      return 'info';
    case 'outcome':
      return levelOfStatus[entry.outcome.status];
    case 'rejection':
    case 'key':
      return 'warn';
    case 'outage':
      return 'error';
  }
}
