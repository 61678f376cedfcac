const codes: ReadonlySet<string> = new Set([
  'ECONNRESET',
  'EPIPE',
  'ECONNABORTED',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'EHOSTDOWN',
  'ENETUNREACH',
  'ENETDOWN',
]);

/** Errors of `pg` that have no code, by the start of its message. */
const messages = /^(?:Connection terminated|Client has encountered a connection error|Client was closed)/u;

/** Recognises a connection that broke while it was in use. One that could not be opened is told by `openConnection`. */
export function isLostConnection(error: unknown): boolean {
  const { code, message } = (error ?? {}) as { code?: unknown; message?: unknown };
  return (typeof code === 'string' && codes.has(code)) || (typeof message === 'string' && messages.test(message));
}
