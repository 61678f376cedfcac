import { escapeLiteral } from 'pg';
import { statements } from './statement-messages.ts';

/** What a server can do beyond Postgres 12. */
export interface ServerFeatures {
  /** `transaction_timeout`, since 17. */
  readonly transactionTimeout: boolean;
  /** `client_connection_check_interval`, since 14 where its platform can: a running query ends when its client is gone. */
  readonly connectionCheck: boolean;
}

/** How often a server looks whether the client of a running query is still there. */
export const connectionCheckMs = '500';

/** For whom a statement runs, and for how long it may. */
export interface StatementTerms {
  readonly applicationName: string;
  /** Whole milliseconds, at least 1. */
  readonly timeoutMs: number;
}

/** Statements, and how many they are. */
export interface Settings {
  readonly messages: Buffer;
  readonly count: number;
}

/** What is set for queries; the server answers each statement with `SET`. */
export interface SessionSettings {
  /** What holds for each query of a session, until it is reset. */
  readonly forSession: Settings;
  /** What holds for one: its name, and its limit where that is not the usual one. Until the end of its transaction. */
  forTransaction(terms: StatementTerms): Settings;
}

/** The settings for a server whose statements may run for `limitMs` as a rule, with which its sessions begin. */
export function createSessionSettings(features: ServerFeatures, limitMs: number): SessionSettings {
  const { transactionTimeout, connectionCheck } = features;
  const forSession = [
    ...(transactionTimeout ? [`SET transaction_timeout = ${transactionMs(limitMs)}`] : []),
    ...(connectionCheck ? [`SET client_connection_check_interval = ${connectionCheckMs}`] : []),
  ];
  const limits = (timeoutMs: number) => [
    `SET LOCAL statement_timeout = ${timeoutMs}`,
    // A clock that runs is not set anew unless it was off.
    ...(transactionTimeout
      ? ['SET LOCAL transaction_timeout = 0', `SET LOCAL transaction_timeout = ${transactionMs(timeoutMs)}`]
      : []),
  ];
  const named = lastOne((name) => settings([`SET LOCAL application_name = ${escapeLiteral(name)}`]));
  return {
    forSession: settings(forSession),
    forTransaction({ applicationName, timeoutMs }) {
      const name = named(applicationName);
      return timeoutMs === limitMs ? name : both(name, settings(limits(timeoutMs)));
    },
  };
}

/** It ends the session, so the statement's limit must come first. */
const transactionMs = (timeoutMs: number) => timeoutMs + 1_000;

function settings(texts: readonly string[]): Settings {
  return { messages: statements(texts), count: texts.length };
}

function both(one: Settings, other: Settings): Settings {
  return { messages: Buffer.concat([one.messages, other.messages]), count: one.count + other.count };
}

/** Keeps the last result: a session mostly serves the same agent again. */
function lastOne<T>(make: (key: string) => T): (key: string) => T {
  let last: { readonly key: string; readonly value: T } | undefined;
  return (key) => {
    if (last?.key !== key) last = { key, value: make(key) };
    return last.value;
  };
}
