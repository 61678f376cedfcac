import { isDigit } from './char-class.ts';

const LONG_TOKEN = 16;
const LONGEST = 80;
const COLON = 58;
const EQUALS = 61;

/** Whole cells that are common, long enough to be suspicious, and never personal: UUIDs, hashes in hex and ISO 8601 times. */
const ORDINARY =
  /^(?:(?=\d*[a-f])(?:[\da-f]{32}|[\da-f]{40}|[\da-f]{64})|[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}|\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?(?:Z|[+-]\d\d(?::?\d\d)?)?)?)$/i;

/** Words and shapes that make a text without signs and numbers worth a closer look. */
const SUSPICIOUS =
  /[Pp]as|PAS|IDENT|dentif|DOB|[Dd]ob|mysql|sshpass|redis-cli|curl |[([{](?:at|AT|@)[)\]}]| pin |PIN |OTP |ode is |[Bb]orn|irth|[Gg]eb|[Nn]a[scti]|[Ll]icen|[Rr]ij|[Ff][uü]hrer|[Pp]ermis|(?:Dear|H[ae]llo|Hi|Bonjour|Hola|Herr|Frau|Liebe|Madame|Monsieur|\bM(?:rs?|s)|Dr|Prof|Sra?)\.? |egards|\d [A-Z]|[Cc][Vv][Vv]/;

/** True for a short text that cannot hold anything a detector finds, so that most cells cost one loop and no allocation. */
export function isPlain(text: string): boolean {
  const { length } = text;
  if (length > LONGEST) return false;
  let digits = 0;
  let run = 0;
  for (let at = 0; at < length; at++) {
    const code = text.charCodeAt(at);
    if (code === 32) run = 0;
    else if (
      ++run === LONG_TOKEN ||
      code === 60 ||
      code === 64 ||
      code === 37 ||
      code === 92 ||
      code === COLON ||
      code === EQUALS ||
      code > 126
    )
      return ORDINARY.test(text);
    else if (isDigit(code) && ++digits === 6) return ORDINARY.test(text);
  }
  return (
    (digits < 4 || !(text.includes('.') || /[A-Z]{5}\d{4}/.test(text))) && (run === length || !SUSPICIOUS.test(text))
  );
}
