import { openStderrLogger } from './stderr-logger.ts';
import type { SpoolEvent } from './spool-event.ts';

/** The part of a logger that the audit log uses; pino is one. */
export interface EventLogger {
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}

/** Says what happens to the spool and its sinks. */
export interface EventLog {
  tell(event: SpoolEvent): void;
  tellOutage(error: unknown): void;
  /** The key that signs lies where the log is. */
  tellKeyInSpool(): void;
}

const messages: Readonly<Record<SpoolEvent['kind'], string>> = {
  'sink-failing': 'audit: a sink does not take records; they are kept and tried again',
  'sink-recovered': 'audit: a sink takes records again',
  'set-aside': 'audit: a sink refuses this record; it is set aside in the spool',
  recovered: 'audit: the spool of an ended process was taken over',
  'left-alone': 'audit: the spool of an ended process cannot be taken over; use mcp-audit verify and ship',
  'upkeep-failed': 'audit: the spool could not be signed or cleared',
  undelivered: 'audit: some records were not delivered; the next start does',
};

export function logEvents(log: EventLogger = openStderrLogger()): EventLog {
  return {
    tell({ kind, ...fields }) {
      const level = kind === 'sink-recovered' || kind === 'recovered' || kind === 'undelivered' ? 'warn' : 'error';
      const { error, ...rest } = { error: undefined, ...fields };
      log[level]({ ...rest, ...(error !== undefined && { reason: describeReason(error) }) }, messages[kind]);
    },
    tellOutage: (error) =>
      log.error({ reason: describeReason(error) }, 'audit: no records can be kept; calls are refused'),
    tellKeyInSpool: () =>
      log.warn(
        {},
        'audit: the signing key lies in the spool: whoever can write the spool can sign a forged log; put the key elsewhere',
      ),
  };
}

/** What went wrong: code or name, and the message only of errors that are ours. Others may name paths and hosts. */
export function describeReason(error: unknown): string {
  if (!(error instanceof Error)) return typeof error;
  if ('code' in error) return String(error.code);
  return ours.has(error.name) ? error.message : error.name;
}

const ours = new Set(['SinkError', 'DamagedInstanceError', 'ForeignKeyError']);
