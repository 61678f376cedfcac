/** What a word in running text may announce. Bits, since a beginning such as `pas` may announce several things. */
export const ANNOUNCES = {
  birth: 1,
  person: 2,
  password: 4,
  credential: 8,
  number: 16,
  phone: 32,
  passport: 64,
  licence: 128,
  account: 256,
  identity: 512,
  cardCode: 1_024,
  oneTimeCode: 2_048,
  cookie: 4_096,
  command: 8_192,
  version: 16_384,
  webToken: 32_768,
  privateKey: 65_536,
  atSign: 131_072,
  introduced: 262_144,
} as const;

/** What begins with the first four letters of one of these, or with all of a shorter one, may announce that. */
const WORDS: Readonly<Record<keyof typeof ANNOUNCES, string>> = {
  birth:
    'dob d.o birth born born geb geburts geboren nais né née naci nasci nascita nato nata fecha data date f.nac data bday urod',
  passport: 'passport passeport pasaporte passaporte passaporto paspoort reisepass pass',
  licence: 'driver driving dl permis führerschein fuehrerschein patente rijbewijs licencia carta cnh',
  account:
    'sort bank account acct a/c kontonummer konto-nr bankkonto numéro num n° compte número cuenta conto rekening',
  identity:
    'national identity identification personalausweis ausweis carte carta documento voter visa mrn medical medicare',
  cardCode: 'cvv cvc card security',
  oneTimeCode: 'pin otp one verification passcode 2fa mfa',
  person:
    'estimada gentile liebe chère che bonjour hola ciao hallo dear mr mrs ms miss dr prof sincerely regards hello hi herr frau monsieur madame señor señora sr sra signor signora',
  password:
    'token encryption api apikey api-key wachtwoord kennwort senha password db my user one verification passwd pwd pass passwort passphrase passcode contraseña mot pgp identified pin otp code secret',
  command: 'mysql sshpass redis curl',
  credential: 'bearer basic token apikey api digest negotiate ntlm',
  cookie: 'cookie',
  number:
    'ssn ss social itin tax taxpayer tin nino national nat ni nin nhs health patient dni nie nif documento identidad nir secu sécu séc insee nss ' +
    'steuer idnr id codice fiscale bsn burgerservice sofi pesel rijksregister registre rrn nrn nn insz niss num numéro belg fødsel fodsel person ' +
    'norw norsk fnr hetu pnr samordning svensk swed cpr dansk danish cpf contribuinte pessoa cnpj empresa aadhaar adhar uidai uid ' +
    'pan income permanent sin nas insurance assurance tfn file medicare resident identity ahv avs sozialvers svn nric curp cui rut run pps ' +
    'routing aba rtn ach wire sort d-n',
  phone:
    'ph phone tel tél telephone telefon mobile mob cell fax whatsapp sms msisdn handy hotline celular móvil movil portable gsm dial rufnummer numéro num ' +
    'puhelin call ring contact reach iphone',
  version:
    'version rev release build firmware driver kernel patch oid upgrade agent snmp assembly chapter section sdk runtime library product ver v',
  webToken: 'eyj',
  privateKey: 'begin',
  atSign: 'at',
  introduced: 'signed approved assigned spoke behalf patient customer employee passenger',
};

const NO_LETTER = 26;
const MOST_BEGINNINGS = 256;
const ANY = -1;

/** What an ASCII code counts in an index of `BEGINNINGS`: 0 to 25 for letters of either case, 26 for the rest. */
export const LETTER_CODES = Uint8Array.from({ length: 256 }, (_, code) => {
  const index = (code | 32) - 97;
  return code < 128 && index >= 0 && index < 26 ? index : NO_LETTER;
});

/** By the codes of three letters to the base 27: where `BITS` and `FOURTHS` tell of words that begin so; 0 for none. */
const BEGINNINGS = new Uint8Array(27 ** 3);
const BITS = new Int32Array(MOST_BEGINNINGS);
/** One bit for each code that the fourth letter may have. */
const FOURTHS = new Int32Array(MOST_BEGINNINGS);
let known = 0;
for (const [name, words] of Object.entries(WORDS)) {
  for (const word of words.split(' ')) {
    const [index, fourth] = [indexOf(word), word.length > 3 ? 1 << codeAt(word, 3) : ANY];
    const entry = BEGINNINGS[index] || ++known;
    BEGINNINGS[index] = entry;
    BITS[entry]! |= ANNOUNCES[name as keyof typeof ANNOUNCES];
    FOURTHS[entry]! |= fourth;
  }
}

/** What the word that begins at `at` may announce, by its first four letters. */
export function announcedAt(units: Uint8Array, at: number): number {
  const entry =
    BEGINNINGS[(LETTER_CODES[units[at]!]! * 27 + LETTER_CODES[units[at + 1]!]!) * 27 + LETTER_CODES[units[at + 2]!]!]!;
  if (entry === 0) return 0;
  return (FOURTHS[entry]! >> LETTER_CODES[units[at + 3]!]!) & 1 ? BITS[entry]! : 0;
}

function indexOf(word: string): number {
  return (codeAt(word, 0) * 27 + codeAt(word, 1)) * 27 + codeAt(word, 2);
}

function codeAt(text: string, at: number): number {
  return LETTER_CODES[text.charCodeAt(at)] ?? NO_LETTER;
}
