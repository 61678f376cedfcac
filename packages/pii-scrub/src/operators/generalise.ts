import ipaddr from 'ipaddr.js';

const YEAR = /(?<!\d)(?:19|20)\d\d(?!\d)|^(?:19|20)\d\d(?=\d{4}$)/;
const RANGE = /^-?\d+ to -?\d+$/;
const NUMBER = /^-?\d{1,15}(?:\.\d+)?$/;
const DATE = /^\d{4}-\d\d-\d\d/;
const NETWORK = { ipv4: 24, ipv6: 48 } as const;

/** A vaguer value of the same kind; `undefined` when there is none. `width`: of ranges. */
export function generalise(type: string, value: string, width?: number): string | undefined {
  if (type === 'ip') return networkOf(value);
  if (type === 'date_of_birth' || DATE.test(value)) return YEAR.exec(value)?.[0];
  if (type === 'email') return value.includes('@') ? `*${value.slice(value.lastIndexOf('@'))}` : undefined;
  if (RANGE.test(value)) return value;
  return NUMBER.test(value) ? rangeOf(Number(value), width) : undefined;
}

function networkOf(address: string): string | undefined {
  if (!ipaddr.isValid(address)) return undefined;
  const parsed = ipaddr.parse(address);
  const bits = NETWORK[parsed.kind()];
  const network =
    parsed.kind() === 'ipv4'
      ? ipaddr.IPv4.networkAddressFromCIDR(`${address}/${bits}`)
      : ipaddr.IPv6.networkAddressFromCIDR(`${parsed.toString()}/${bits}`);
  return `${network.toString()}/${bits}`;
}

/** By default as wide as the number's first digit: 37 lies in 30 to 39, 52 300 in 50 000 to 59 999. */
function rangeOf(value: number, width?: number): string {
  const size = width ?? 10 ** Math.max(1, Math.floor(Math.log10(Math.abs(value) || 1)));
  const from = Math.floor(value / size) * size;
  return `${from} to ${from + size - 1}`;
}
