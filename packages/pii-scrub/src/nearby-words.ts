import type { Passage } from './passage.ts';

/** Tells cheaply, for places in rising order, whether a word that announces something may stand near. */
export type NearbyWords = (start: number, end: number) => boolean;

const REACH = 44;

/** Never false where `isNear` or `isAfter` would be true for words of the table; texts beyond ASCII and names above are always near. */
export function createNearbyWords({ announcements, isAscii, context }: Passage, bit: number): NearbyWords {
  if (!isAscii || context !== '') return () => true;
  let at = 0;
  return (start, end) => {
    while (at < announcements.length && announcements[at]! < start - REACH) at += 2;
    for (let ahead = at; ahead < announcements.length && announcements[ahead]! < end + REACH; ahead += 2) {
      if ((announcements[ahead + 1]! & bit) !== 0) return true;
    }
    return false;
  };
}
