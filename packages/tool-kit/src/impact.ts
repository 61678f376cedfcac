/** What a call can do: `read` changes nothing, `write` changes something, `high` is destructive, production or costly. */
export type Impact = 'read' | 'write' | 'high';

const order: Readonly<Record<Impact, number>> = { read: 0, write: 1, high: 2 };

/** True when `impact` is `least` or more. */
export function isAtLeast(impact: Impact, least: Impact): boolean {
  return order[impact] >= order[least];
}
