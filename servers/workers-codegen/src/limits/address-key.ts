import ipaddr from 'ipaddr.js';

/** Groups of an IPv6 address that name a network: who has one address of it has all of them. */
const networkGroups = 4;

/** What an address is counted by: itself, or for IPv6 its /64. All who have none are counted as one. */
export function addressKey(address: string | undefined): string {
  if (address === undefined || !ipaddr.isValid(address)) return 'unknown';
  const parsed = ipaddr.process(address);
  if (!(parsed instanceof ipaddr.IPv6)) return parsed.toString();
  const groups = parsed.parts.slice(0, networkGroups).map((group) => group.toString(16));
  return `${groups.join(':')}::/64`;
}
