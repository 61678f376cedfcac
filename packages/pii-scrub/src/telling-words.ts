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
} as const;

const WORDS: readonly (readonly [bit: number, words: string])[] = [
  [
    ANNOUNCES.birth,
    'dob d.o birth born born geb geburts geboren nais né née naci nasci nascita nato nata fecha data date f.nac data bday urod',
  ],
  [ANNOUNCES.passport, 'passport passeport pasaporte passaporte passaporto paspoort reisepass pass'],
  [ANNOUNCES.licence, 'driver driving dl permis führerschein fuehrerschein patente rijbewijs licencia carta cnh'],
  [
    ANNOUNCES.account,
    'sort bank account acct a/c kontonummer konto-nr bankkonto numéro num n° compte número cuenta conto rekening',
  ],
  [
    ANNOUNCES.identity,
    'national identity identification personalausweis ausweis carte carta documento voter visa mrn medical medicare',
  ],
  [ANNOUNCES.cardCode, 'cvv cvc card security'],
  [ANNOUNCES.oneTimeCode, 'pin otp one verification passcode 2fa mfa'],
  [
    ANNOUNCES.person,
    'estimada gentile liebe chère che bonjour hola ciao hallo dear mr mrs ms miss dr prof sincerely regards hello hi herr frau monsieur madame señor señora sr sra signor signora',
  ],
  [
    ANNOUNCES.password,
    'password db my user mysql sshpass redis curl one verification passwd pwd pass passwort passphrase passcode contraseña mot pgpassword identified pin otp code secret identified',
  ],
  [
    ANNOUNCES.credential,
    'cookie bearer basic token apikey api digest negotiate aws key credential signature authorization auth',
  ],
  [
    ANNOUNCES.number,
    'ssn ss social itin tax taxpayer tin nino national nat ni nin nhs health patient dni nie nif documento identidad nir secu sécu séc insee nss ' +
      'steuer idnr id codice fiscale bsn burgerservice sofi pesel rijksregister registre rrn nrn nn insz niss num numéro belg fødsel fodsel person ' +
      'norw norsk fnr hetu pnr samordning svensk swed cpr dansk danish cpf contribuinte pessoa cnpj empresa aadhaar adhar uidai uid ' +
      'pan income permanent sin nas insurance assurance tfn file medicare resident identity ahv avs sozialvers svn nric curp cui rut run pps ' +
      'routing aba rtn ach wire sort d-n',
  ],
  [
    ANNOUNCES.phone,
    'ph phone tel tél telephone telefon mobile mob cell fax whatsapp sms msisdn handy hotline celular móvil movil portable gsm dial rufnummer numéro num ' +
      'puhelin call ring contact reach iphone',
  ],
];

const NO_LETTER = 26;

/** What an ASCII code counts in an index of `BEGINNINGS`: 0 to 25 for letters of either case, 26 for the rest. */
export const LETTER_CODES = Uint8Array.from({ length: 256 }, (_, code) => {
  const index = (code | 32) - 97;
  return code < 128 && index >= 0 && index < 26 ? index : NO_LETTER;
});

/** What words that begin with three letters may announce; the index is the letters' codes to the base 27. */
export const BEGINNINGS = announcements();

function announcements(): Uint16Array {
  const bitsOf = new Uint16Array(27 ** 3);
  for (const [bit, words] of WORDS) {
    for (const word of words.split(' ')) {
      const index = [0, 1, 2].reduce((sum, at) => sum * 27 + (LETTER_CODES[word.charCodeAt(at)] ?? NO_LETTER), 0);
      bitsOf[index]! |= bit;
    }
  }
  return bitsOf;
}
