import { ulid } from 'ulid';

const poolBytes = 1_024;

/** ULIDs of calls. Randomness is drawn a kilobyte at a time: one byte at a time costs 70 us an id. */
export function createCallIds(): (at: number) => string {
  const pool = new Uint8Array(poolBytes);
  let next = poolBytes;
  const random = () => {
    if (next === poolBytes) {
      crypto.getRandomValues(pool);
      next = 0;
    }
    const byte = pool[next] ?? 0;
    next += 1;
    return byte / 256;
  };
  return (at) => ulid(at, random);
}
