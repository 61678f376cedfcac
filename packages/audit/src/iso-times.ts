/** ISO 8601 in UTC with milliseconds. */
export type IsoTime = (time: number) => string;

/** Remembers the last second: under load many records begin and end within one. */
export function createIsoTimes(): IsoTime {
  let second = Number.NaN;
  let upToSecond = '';
  return (time) => {
    const milliseconds = time - second;
    if (Number.isInteger(milliseconds) && milliseconds >= 0 && milliseconds < 1_000) {
      return `${upToSecond}${String(milliseconds).padStart(3, '0')}Z`;
    }
    const text = new Date(time).toISOString();
    second = Math.floor(time / 1_000) * 1_000;
    upToSecond = text.slice(0, -4);
    return text;
  };
}
