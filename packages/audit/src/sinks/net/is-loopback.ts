const loopback = new Set(['localhost', '127.0.0.1', '::1', '[::1]']);

/** Whether a host name or address is this machine's own, where TLS may be left out. */
export function isLoopback(host: string): boolean {
  return loopback.has(host);
}
