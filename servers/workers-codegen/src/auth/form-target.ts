/**
 * What a content security policy calls the place a form may end up at: an origin. A scheme where there is none to name, as of an app
 * on the device (`cursor://...`), and for an IPv6 address, which such a policy cannot name.
 */
export function formTarget(redirectUri: string): string {
  const { origin, protocol, hostname } = new URL(redirectUri);
  return origin === 'null' || hostname.startsWith('[') ? protocol : origin;
}
