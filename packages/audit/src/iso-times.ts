/** ISO 8601 in UTC with milliseconds. */
export type IsoTime = (time: number) => string;

/** Remembers the last one: under load many records are made within a millisecond. */
export function createIsoTimes(): IsoTime {
  let last = { time: Number.NaN, text: '' };
  return (time) => {
    if (time !== last.time) last = { time, text: new Date(time).toISOString() };
    return last.text;
  };
}
