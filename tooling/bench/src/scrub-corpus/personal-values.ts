import { getExampleNumber, type CountryCode } from 'libphonenumber-js/min';
import examples from 'libphonenumber-js/mobile/examples';
import { luhnDigit } from './national-numbers.ts';
import type { Random } from './random.ts';

const UPPER = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';
const LOWER = UPPER.toLowerCase();
const DIGITS = '0123456789';
const ALPHANUMERIC = UPPER + LOWER + DIGITS;
const HEX = '0123456789abcdef';

/** The structure of account numbers: how many digits (n), capitals (a) or either (c) follow the check digits. */
const IBAN_STRUCTURES =
  'AD8n12c AE19n AL8n16c AT16n AZ4a20c BA16n BE12n BG4a6n8c BH4a14c BR23n1a1c CH5n12c CR18n CY8n16c CZ20n DE18n DK14n DO4c20n EE16n ' +
  'EG25n ES20n FI14n FO14n FR10n11c2n GB4a14n GE2a16n GI4a15c GL14n GR7n16c GT4c20c HR17n HU24n IE4a14n IL19n IQ4a15n IS22n IT1a10n12c ' +
  'JO4a4n18c KW4a22c KZ3n13c LB4n20c LC4a24c LI5n12c LT16n LU3n13c LV4a13c MC10n11c2n MD2c18c ME18n MK3n10c2n MR23n MT4a5n18c MU4a19n3a ' +
  'NL4a10n NO11n PK4a16c PL24n PS4a21c PT21n QA4a21c RO4a16c RS18n SA2n18c SC4a20n3a SE20n SI15n SK20n SM1a10n12c ST21n SV4a20n TL19n ' +
  'TN20n TR6n16c UA6n19c VA18n VG4a16n XK16n';

export function makeIban(random: Random): string {
  const [, country = '', structure = ''] = /^(..)(.*)$/.exec(random.pick(IBAN_STRUCTURES.split(' ')))!;
  const body = [...structure.matchAll(/(\d+)([nac])/g)]
    .map(([, count, kind]) => random.text(kind === 'n' ? DIGITS : kind === 'a' ? UPPER : UPPER + DIGITS, Number(count)))
    .join('');
  const numeric = Array.from(`${body}${country}00`, (char) => Number.parseInt(char, 36)).join('');
  const check = String(98n - (BigInt(numeric) % 97n)).padStart(2, '0');
  const solid = country + check + body;
  const grouped = solid.replaceAll(/(.{4})(?=.)/g, '$1 ');
  return random.pick([solid, solid, grouped, grouped, grouped.replaceAll(' ', '-'), solid.toLowerCase()]);
}

export function makeCard(random: Random): string {
  const [prefix, length, groups] = random.pick([
    ['4', 16, '4 4 4 4'],
    [`5${random.int(1, 5)}`, 16, '4 4 4 4'],
    [`2${random.int(223, 719)}`, 16, '4 4 4 4'],
    [random.pick(['34', '37']), 15, '4 6 5'],
    ['6011', 16, '4 4 4 4'],
    ['65', 16, '4 4 4 4'],
    [`35${random.int(28, 89)}`, 16, '4 4 4 4'],
    ['36', 14, '4 6 4'],
    ['62', 16, '4 4 4 4'],
  ] as const);
  const body = prefix + random.digits(length - 1 - prefix.length);
  const number = body + luhnDigit(body);
  const separator = random.pick(['', '', ' ', '-']);
  if (separator === '') return number;
  let at = 0;
  return groups
    .split(' ')
    .map((count) => number.slice(at, (at += Number(count))))
    .join(separator);
}

const COUNTRIES =
  'US GB DE FR ES IT NL BE AT CH SE NO DK FI PL PT IE GR CZ HU RO BG HR SK SI LT LV EE LU MT CY TR RU UA IL AE SA EG ZA NG KE IN PK BD LK CN HK TW JP KR SG MY TH VN PH ID AU NZ CA MX BR AR CL CO PE VE'.split(
    ' ',
  ) as CountryCode[];

/** A valid number of one of 60 countries, `national` numbers as people write them at home. */
export function makePhone(random: Random, style: 'international' | 'national'): string {
  const example = getExampleNumber(random.pick(COUNTRIES), examples)!;
  if (style === 'national') return example.formatNational();
  const grouped = example.formatInternational();
  return random.pick([
    grouped,
    grouped,
    example.number,
    grouped.replaceAll(' ', '-'),
    grouped.replaceAll(' ', '.'),
    grouped.replace(/^(\+\d+) (\d+)/, '$1 ($2)'),
    `00${example.number.slice(1)}`,
  ]);
}

const FIRST =
  'Aiko Marcus Fatima Owen Elena Henrik José María Zoë Łukasz Søren Chloé Björn Siobhán Nguyễn Olumide Priya Tariq Ana Jürgen'.split(
    ' ',
  );
const LAST =
  "Tanaka Brandt Oyelaran Hollis Silva Marsh O'Brien Müller García Núñez Kowalski Ångström Dubois Papadopoulos Nkrumah Rossi Ivanova Schmidt-Meyer Lee Van Dijk".split(
    ' ',
  );

export const makeFirstName = (random: Random): string => random.pick(FIRST);
export const makeLastName = (random: Random): string => random.pick(LAST);
export const makeName = (random: Random): string =>
  random.chance(0.9)
    ? `${random.pick(FIRST)} ${random.pick(LAST)}`
    : random.pick(['王小明', '山田太郎', '김민준', 'Иван Петров', 'محمد علي']);

export function makeEmail(random: Random): string {
  const plain = (name: string): string =>
    name
      .normalize('NFKD')
      .replaceAll(/[^a-z]/gi, '')
      .toLowerCase();
  const [first, last] = [plain(random.pick(FIRST)), plain(random.pick(LAST))];
  const local = random.pick([
    `${first}.${last}`,
    `${first}${random.int(1, 99)}`,
    `${first[0]}${last}`,
    `${first}_${last}`,
    `${first}+tag${random.int(1, 9)}`,
    `o'${last}`,
    `${first}-${last}`,
    `${first}.${last}.${random.int(1950, 2005)}`,
    'jörg.müller',
    `${first}=x`,
    `${random.int(100, 99999)}`,
  ]);
  const domain = random.pick([
    'example.com',
    'example.org',
    'mail.example.net',
    'sub.dept.example.co.uk',
    'bücher.example',
    'xn--bcher-kva.example',
    'gmail.com',
    'proton.me',
    'acme.io',
    'firma.museum',
    'EXAMPLE.COM',
    'uni-köln.de',
  ]);
  return `${local.includes('=') ? local.replace('=x', '') : local}@${domain}`;
}

export function makeIp(random: Random): string {
  const group = (): string => random.text(HEX, 4).replace(/^0+(?=.)/, '');
  return random.pick([
    () =>
      `${random.pick([10, 172, 192, 203, 198, 81, 5])}.${random.int(0, 255)}.${random.int(0, 255)}.${random.int(1, 254)}`,
    () => `2001:db8::${group()}:${group()}`,
    () => `2001:db8:${Array.from({ length: 6 }, group).join(':')}`,
    () => `fe80::${group()}:${group()}:${group()}`,
    () => `::ffff:203.0.113.${random.int(1, 254)}`,
  ])();
}

export const makeMac = (random: Random): string => {
  const octets = Array.from({ length: 6 }, () => random.text(HEX, 2));
  return random.pick([octets.join(':'), octets.join('-').toUpperCase()]);
};

const MONTHS = 'January February March April May June July August September October November December'.split(' ');

export function makeDate(random: Random): string {
  const [y, m, d] = [random.int(1940, 2008), random.int(1, 12), random.int(1, 28)];
  const pad = (value: number): string => String(value).padStart(2, '0');
  return random.pick([
    `${y}-${pad(m)}-${pad(d)}`,
    `${pad(d)}/${pad(m)}/${y}`,
    `${pad(d)}.${pad(m)}.${y}`,
    `${m}/${d}/${y}`,
    `${d} ${MONTHS[m - 1]} ${y}`,
    `${MONTHS[m - 1]} ${d}, ${y}`,
    `${d} ${MONTHS[m - 1]!.slice(0, 3)} ${y}`,
    `${y}/${pad(m)}/${pad(d)}`,
    `${pad(d)}-${pad(m)}-${y}`,
  ]);
}

export const makeAddress = (random: Random): string =>
  random.pick([
    () =>
      `${random.int(1, 999)} ${random.pick(['Oak', 'Maple', 'Juniper', 'Elm', 'Station'])} ${random.pick(['Avenue', 'St', 'Road', 'Lane', 'Drive'])}`,
    () => `${random.pick(['Hauptstr.', 'Goethestraße', 'Am Markt', 'Lindenweg'])} ${random.int(1, 200)}`,
    () => `${random.int(1, 200)} ${random.pick(['rue de la Paix', 'avenue Victor Hugo', 'bd Voltaire'])}`,
    () =>
      `${random.pick(['Calle Mayor', 'Avenida de América', 'Plaza España'])} ${random.int(1, 200)}, ${random.int(1, 9)}º B`,
    () => `${random.pick(['Via Roma', 'Corso Italia', 'Piazza Navona'])} ${random.int(1, 200)}`,
    () => `${random.pick(['Keizersgracht', 'Dorpsstraat'])} ${random.int(1, 200)}-${random.int(1, 9)}`,
    () => `ul. ${random.pick(['Długa', 'Krakowska'])} ${random.int(1, 200)}/${random.int(1, 30)}`,
    () => `Rua ${random.pick(['Augusta', 'das Flores'])}, ${random.int(1, 900)}`,
    () => `東京都千代田区千代田${random.int(1, 9)}-${random.int(1, 9)}`,
  ])();

export const makePassword = (random: Random): string =>
  random.pick([
    () => random.text(ALPHANUMERIC, random.int(8, 14)),
    () => `${random.text(LOWER, 6)}${random.int(10, 99)}!`,
    () => `${random.text(ALPHANUMERIC, 5)}-${random.text(ALPHANUMERIC, 5)}`,
    () => `P@ss${random.digits(4)}w`,
    () => `${random.text(ALPHANUMERIC, 4)}$${random.text(ALPHANUMERIC, 4)}#${random.digits(2)}`,
  ])();

/** Tokens as vendors document them. */
export const VENDOR_TOKENS: Readonly<Record<string, (random: Random) => string>> = {
  aws: (r) => `AKIA${r.text('ABCDEFGHIJKLMNOPQRSTUVWXYZ234567', 16)}`,
  github: (r) => r.pick(['ghp_', 'gho_', 'ghs_', 'ghu_']) + r.text(ALPHANUMERIC, 36),
  github_pat: (r) => `github_pat_${r.text(ALPHANUMERIC, 22)}_${r.text(ALPHANUMERIC, 59)}`,
  gitlab: (r) => `glpat-${r.text(ALPHANUMERIC, 20)}`,
  slack: (r) => `xoxb-${r.digits(11)}-${r.digits(12)}-${r.text(ALPHANUMERIC, 24)}`,
  slack_hook: (r) =>
    `https://hooks.slack.com/services/T${r.text(UPPER + DIGITS, 8)}/B${r.text(UPPER + DIGITS, 8)}/${r.text(ALPHANUMERIC, 24)}`,
  stripe: (r) => `${r.pick(['sk', 'rk'])}_${r.pick(['live', 'test'])}_${r.text(ALPHANUMERIC, 24)}`,
  stripe_hook: (r) => `whsec_${r.text(ALPHANUMERIC, 32)}`,
  anthropic: (r) => `sk-ant-api03-${r.text(`${ALPHANUMERIC}_-`, 93)}AA`,
  openai: (r) => `sk-proj-${r.text(ALPHANUMERIC, 48)}`,
  openai_old: (r) => `sk-${r.text(ALPHANUMERIC, 48)}`,
  google: (r) => `AIza${r.text(ALPHANUMERIC, 35)}`,
  google_oauth: (r) => `ya29.${r.text(ALPHANUMERIC, 60)}`,
  npm: (r) => `npm_${r.text(ALPHANUMERIC, 36)}`,
  pypi: (r) => `pypi-AgEIcHlwaS5vcmc${r.text(ALPHANUMERIC, 60)}`,
  huggingface: (r) => `hf_${r.text(ALPHANUMERIC, 34)}`,
  sendgrid: (r) => `SG.${r.text(ALPHANUMERIC, 22)}.${r.text(ALPHANUMERIC, 43)}`,
  mailgun: (r) => `key-${r.text(HEX, 32)}`,
  twilio: (r) => `SK${r.text(HEX, 32)}`,
  digitalocean: (r) => `dop_v1_${r.text(HEX, 64)}`,
  shopify: (r) => `shpat_${r.text(HEX, 32)}`,
  square: (r) => `sq0atp-${r.text(ALPHANUMERIC, 22)}`,
  docker: (r) => `dckr_pat_${r.text(ALPHANUMERIC, 27)}`,
  vault: (r) => `hvs.${r.text(ALPHANUMERIC, 90)}`,
  databricks: (r) => `dapi${r.text(HEX, 32)}`,
  grafana: (r) => `glsa_${r.text(ALPHANUMERIC, 32)}_${r.text(HEX, 8)}`,
  newrelic: (r) => `NRAK-${r.text(UPPER + DIGITS, 27)}`,
  supabase: (r) => `sbp_${r.text(HEX, 40)}`,
  planetscale: (r) => `pscale_tkn_${r.text(ALPHANUMERIC, 43)}`,
  atlassian: (r) => `ATATT3xFfGF0${r.text(ALPHANUMERIC, 180)}`,
  linear: (r) => `lin_api_${r.text(ALPHANUMERIC, 40)}`,
  notion: (r) => `ntn_${r.text(ALPHANUMERIC, 46)}`,
  groq: (r) => `gsk_${r.text(ALPHANUMERIC, 52)}`,
  replicate: (r) => `r8_${r.text(ALPHANUMERIC, 37)}`,
  postman: (r) => `PMAK-${r.text(HEX, 24)}-${r.text(HEX, 34)}`,
  figma: (r) => `figd_${r.text(ALPHANUMERIC, 40)}`,
  telegram: (r) => `${r.digits(10)}:AA${r.text(ALPHANUMERIC, 33)}`,
  discord: (r) => `M${r.text(ALPHANUMERIC, 23)}.${r.text(ALPHANUMERIC, 6)}.${r.text(ALPHANUMERIC, 27)}`,
  mailchimp: (r) => `${r.text(HEX, 32)}-us${r.int(1, 21)}`,
  rubygems: (r) => `rubygems_${r.text(HEX, 48)}`,
};

export function makeJwt(random: Random): string {
  const encode = (value: object): string =>
    btoa(JSON.stringify(value)).replaceAll('=', '').replaceAll('+', '-').replaceAll('/', '_');
  return `${encode({ alg: 'HS256', typ: 'JWT' })}.${encode({ sub: random.digits(10), iat: 1_700_000_000 })}.${random.text(ALPHANUMERIC, 43)}`;
}

export const makeToken = (random: Random): string =>
  random.text(`${ALPHANUMERIC}_-`, random.int(24, 40)).replace(/^[-_]|[-_]$/g, 'x');

export const makePem = (random: Random): string => {
  const kind = random.pick(['RSA ', 'EC ', '', 'OPENSSH ']);
  const lines = Array.from({ length: random.int(3, 8) }, () => random.text(`${ALPHANUMERIC}+/`, 64)).join('\n');
  return `-----BEGIN ${kind}PRIVATE KEY-----\n${lines}\n-----END ${kind}PRIVATE KEY-----`;
};
