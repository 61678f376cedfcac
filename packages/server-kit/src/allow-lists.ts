const localHosts: ReadonlySet<string> = new Set(['localhost', '127.0.0.1', '[::1]']);

/** True for a `Host` header that names this machine's loopback or an allowed host. The port does not matter. */
export function isAllowedHost(host: string | undefined, allowed: readonly string[]): boolean {
  if (host === undefined) return false;
  const name = hostName(`http://${host}`);
  return name !== undefined && (localHosts.has(name) || allowed.includes(name));
}

/** True without an `Origin` header (no browser), for a web page of this machine, and for an allowed one. */
export function isAllowedOrigin(origin: string | undefined, allowed: readonly string[]): boolean {
  if (origin === undefined) return true;
  if (allowed.includes(origin)) return true;
  const name = /^https?:/i.test(origin) ? hostName(origin) : undefined;
  return name !== undefined && localHosts.has(name);
}

function hostName(url: string): string | undefined {
  return URL.canParse(url) ? new URL(url).hostname : undefined;
}
