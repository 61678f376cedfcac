import { NAME_RULES, type NameRule } from './name-rule-table.ts';
import { nameWords } from './name-words.ts';

const PEOPLE = new Set(
  (
    'customer patient employee person people contact member guest passenger holder owner recipient sender receiver beneficiary ' +
    'payee payer driver student teacher doctor nurse author buyer seller subscriber attendee applicant candidate manager assignee ' +
    'billing shipping spouse mother father child billed delivery staff worker citizen resident tenant ' +
    'consumer shopper visitor lead insured policyholder debtor creditor reporter requester approver'
  ).split(' '),
);

/** Before `address`: not where somebody lives. */
const MACHINES = new Set(
  (
    'ip mac mail email wallet contract memory mem host server bind listen listener remote peer client network net socket web site ' +
    'btc eth crypto base physical virtual hardware hw local public private internal external destination dest source src inet url ' +
    'device node start end return register bus i2c smtp proxy gateway router broadcast'
  ).split(' '),
);

/** Before `token`: for turning pages, not for getting in. */
const PAGING = new Set(
  'next page previous prev continuation pagination sync cursor cancellation cancel max input output total prompt completion stop eos bos pad'.split(
    ' ',
  ),
);

const BY_NAME: ReadonlyMap<string, NameRule> = new Map(
  NAME_RULES.flatMap(([rule, names]) => names.split('|').map((name): [string, NameRule] => [name, rule])),
);
const PARTS_OF_NAMES = new Set(['name', 'first', 'last', 'given', 'family', 'middle', 'surname']);
const LONGEST_NAME = 4;
const CARD_KINDS = new Set(['bank', 'payment', 'billing', 'customer', 'user', 'my', 'saved', 'stored']);
/** Telling when alone, not as the end of a longer name. */
const AMBIGUOUS = new Set(
  (
    'passe key auth session sid pan pass zip pin born cell mail mobile addr rue calle handy via cap cep run rut rfc sin rib konto clave colonia nie nif tin avs ' +
    'voie morada titular patente portable gsm residenza attn vej domicilio cím ulica bairro konto routing aba lead passenger recipient ' +
    'mrn nino avs hetu fin cnh rrn pps pnr cpr spouse contact portable voie osoite sender payee 姓 名'
  ).split(' '),
);
const QUESTIONS = new Set(
  'is has can should allow requires require num count max min total no n nb show hide enable disable use'.split(' '),
);

/** Judges by the last words of the name, so that `billing_street` is a street and `email_count` nothing. */
export function ruleFor(name: string): NameRule | undefined {
  const words = nameWords(name);
  if (words.length > 1 && QUESTIONS.has(words[0]!)) return undefined;
  for (let count = Math.min(LONGEST_NAME, words.length); count > 0; count--) {
    const rule = BY_NAME.get(words.slice(-count).join(' '));
    if (rule !== undefined) return isMisleading(words, count) ? undefined : rule;
  }
  const isPerson = words.length > 1 && PARTS_OF_NAMES.has(words.at(-1)!) && PEOPLE.has(singular(words.at(-2)!));
  return isPerson ? BY_NAME.get('full name') : undefined;
}

/** True when the word before turns the meaning: an IP address, a page token, a graphics card. */
function isMisleading(words: readonly string[], matched: number): boolean {
  const before = words.at(-matched - 1);
  if (before === undefined || matched > 1) return false;
  const last = words.at(-1)!;
  if (last === 'address' || last === 'addr') return MACHINES.has(before);
  if (last === 'token') return PAGING.has(before);
  if (last === 'card') return !CARD_KINDS.has(before);
  return AMBIGUOUS.has(last);
}

const singular = (word: string): string => (word.endsWith('s') ? word.slice(0, -1) : word);
