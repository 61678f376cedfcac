/** Ranges of units that are not to be seen, in hexadecimal, and what the others are read for: see `FOLDS`. */
const RANGES: readonly (readonly [read: string, ranges: string])[] = [
  ['', 'ad 34f 61c 115f-1160 17b4-17b5 180b-180f 200b-200f 202a-202e 2060-206f fe00-fe0f feff'],
  [' ', 'a0 1680 2000-200a 202f 205f 3000'],
  ['-', '2010-2015 2212'],
  ['.', '2024 3002 fe52 ff61'],
  ['@', 'fe6b'],
  ['0123456789', '660-669 6f0-6f9 966-96f'],
  [String.fromCharCode(...Array.from({ length: 0x5e }, (_, at) => at + 0x21)), 'ff01-ff5e'],
];

/** What a unit beyond ASCII is read for: an ASCII code, or -1 for what is dropped. Units that stand for themselves are not in it. */
export const FOLDS: ReadonlyMap<number, number> = new Map(
  RANGES.flatMap(([read, ranges]) =>
    ranges.split(' ').flatMap((range) => {
      const [first = 0, last = first] = range.split('-').map((code) => Number.parseInt(code, 16));
      return Array.from({ length: last - first + 1 }, (_, at): [number, number] => [
        first + at,
        read === '' ? -1 : read.charCodeAt(at % read.length),
      ]);
    }),
  ),
);
