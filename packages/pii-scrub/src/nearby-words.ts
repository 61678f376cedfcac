import type { Passage } from './passage.ts';

/** Tells cheaply, for places in rising order, whether a word that announces something may stand near. */
export type NearbyWords = (start: number, end: number) => boolean;

const REACH = 44;
const always: NearbyWords = () => true;
const never: NearbyWords = () => false;

/** Never false where `isNear` or `isAfter` would be true for words of the table; texts beyond ASCII and names above are always near. */
export function createNearbyWords({ announcements, announced, isAscii, context }: Passage, bit: number): NearbyWords {
  if (!isAscii || context !== '') return always;
  if ((announced & bit) === 0) return never;
  let at = 0;
  return (start, end) => {
    while (at < announcements.length && (announcements[at]! < start - REACH || (announcements[at + 1]! & bit) === 0))
      at += 2;
    return at < announcements.length && announcements[at]! < end + REACH;
  };
}
