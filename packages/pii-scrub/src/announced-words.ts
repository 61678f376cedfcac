import type { Passage } from './passage.ts';

const NONE: readonly number[] = [];

/** Where words begin that may announce what `bit` of `ANNOUNCES` stands for. */
export function announcedWords({ announcements, announced }: Passage, bit: number): readonly number[] {
  if ((announced & bit) === 0) return NONE;
  const starts: number[] = [];
  for (let word = 0; word < announcements.length; word += 2) {
    if ((announcements[word + 1]! & bit) !== 0) starts.push(announcements[word]!);
  }
  return starts;
}
