/** What a command talks to. */
export interface CliIo {
  /** One line of result. */
  out(line: string): void;
  /** One line for the person at the terminal. */
  err(line: string): void;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Aborts when the person has had enough. */
  readonly signal: AbortSignal;
}

/** The command line is wrong, or names what cannot be read. Its message is all there is to say. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** What a command ends with. */
export const exitCodes = { ok: 0, found: 1, usage: 2 } as const;
