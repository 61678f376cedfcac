/**
 * A date or timestamp in Postgres' ISO style as ISO 8601: `T` between date and time, `Z` for UTC, expanded years
 * (`-000043`, `+012345`) outside 0000 to 9999. `infinity` and what is no timestamp stay as they are.
 */
export function isoTimestamp(text: string): string {
  const match = /^(\d{4,})-(\d\d)-(\d\d)(?: (\d\d:\d\d:\d\d(?:\.\d+)?)([+-]\d\d(?::\d\d){0,2})?)?( BC)?$/.exec(text);
  if (match === null) return text;
  const [, year = '', month = '', day = '', time, zone, era] = match;
  const date = `${isoYear(Number(year), era !== undefined)}-${month}-${day}`;
  return time === undefined ? date : `${date}T${time}${isoZone(zone)}`;
}

/** A `time with time zone` with its zone as ISO 8601 has it. */
export function isoTime(text: string): string {
  return text.replace(/[+-]\d\d(?::\d\d){0,2}$/, isoZone);
}

function isoYear(year: number, isBc: boolean): string {
  // ISO 8601 has a year 0: 1 BC.
  const number = isBc ? 1 - year : year;
  if (number >= 0 && number <= 9999) return String(number).padStart(4, '0');
  return `${number < 0 ? '-' : '+'}${String(Math.abs(number)).padStart(6, '0')}`;
}

function isoZone(zone: string | undefined): string {
  if (zone === undefined) return '';
  if (/^[+-]00(?::00)*$/.test(zone)) return 'Z';
  return zone.length === 3 ? `${zone}:00` : zone;
}
