import type { QueryLimits } from '../config/config.ts';

/**
 * Settings every connection starts with, as `pg_settings` shows them. They travel in the startup packet, so `RESET`
 * and `DISCARD ALL` return to them. The last group makes values and literals read the same on every server.
 */
export function guardrailSettings(limits: QueryLimits): Readonly<Record<string, string>> {
  return {
    default_transaction_read_only: 'on',
    statement_timeout: String(limits.statementTimeoutMs),
    lock_timeout: String(limits.lockTimeoutMs),
    idle_in_transaction_session_timeout: '10000',
    work_mem: String(limits.workMemMb * 1_024),
    max_parallel_workers_per_gather: String(limits.parallelWorkers),
    // Compiling takes a processor for up to seconds, before the first row.
    jit: 'off',
    client_min_messages: 'error',
    standard_conforming_strings: 'on',
    bytea_output: 'hex',
    datestyle: 'ISO',
    intervalstyle: 'iso_8601',
    timezone: 'UTC',
    extra_float_digits: '1',
    client_encoding: 'UTF8',
  };
}

/** The `options` of the startup packet. */
export function startupOptions(settings: Readonly<Record<string, string>>): string {
  return Object.entries(settings)
    .map(([name, value]) => `-c ${name}=${value}`)
    .join(' ');
}

/** The settings that did not take: a pooler in between, or a role or database that forbids them. */
export function brokenGuardrails(
  wanted: Readonly<Record<string, string>>,
  found: Readonly<Record<string, string>>,
): readonly string[] {
  // DateStyle also has an input order, which the database may choose: `ISO, MDY`.
  return Object.keys(wanted).filter((name) => found[name]?.split(',')[0] !== wanted[name]);
}
