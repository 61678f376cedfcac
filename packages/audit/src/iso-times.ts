/** ISO 8601 in UTC with milliseconds. */
export type IsoTime = (time: number) => string;

/** Remembers the last second, and the last time: under load many records begin and end within one. */
export function createIsoTimes(): IsoTime {
  let second = Number.NaN;
  let upToSecond = '';
  let last = Number.NaN;
  let lastText = '';
  return (time) => {
    if (time === last) return lastText;
    const milliseconds = time - second;
    if (Number.isInteger(milliseconds) && milliseconds >= 0 && milliseconds < 1_000) {
      lastText = upToSecond + `${String(milliseconds).padStart(3, '0')}Z`;
    } else {
      lastText = new Date(time).toISOString();
      second = Math.floor(time / 1_000) * 1_000;
      upToSecond = lastText.slice(0, -4);
    }
    last = time;
    return lastText;
  };
}
