import { isPlaceholder } from './placeholder.ts';

/** What values under a telling name are. */
export interface NameRule {
  /** Placeholder and counter, e.g. `person`. */
  readonly type: string;
  /** True for a value that can be one; others are only searched like any text. */
  accepts(value: string): boolean;
}

const digitsIn = (value: string): number => value.replace(/\D/g, '').length;

const hasLetter: NameRule['accepts'] = (value) => value.length <= 300 && /\p{L}/u.test(value) && !isPlaceholder(value);
const isSecretLike: NameRule['accepts'] = (value) => value.trim() !== '' && !isPlaceholder(value.trim());
const isDateLike: NameRule['accepts'] = (value) => value.length <= 40 && digitsIn(value) >= 3;
const isAddressLike: NameRule['accepts'] = (value) =>
  hasLetter(value) && !/^[a-z]+:\/\//i.test(value) && !value.includes('@');
const isPostcodeLike: NameRule['accepts'] = (value) => /^[A-Z\d][A-Z\d -]{2,9}$/i.test(value) && /\d/.test(value);
const isNumberOf = (min: number, max: number): NameRule['accepts'] => {
  return (value) =>
    /^[+(]?[A-Z]{0,4}[\d\s().\-/+]*(?:[A-Z]{1,3}|(?:x|ext\.?) ?\d+)?$/i.test(value.trim()) &&
    within(digitsIn(value), min, max);
};
const isAddressee: NameRule['accepts'] = (value) => /^\S+@\S+$/.test(value.trim());
const isIbanLike: NameRule['accepts'] = (value) => /^[A-Z]{2}\d{2}[A-Z\d\s-]{10,40}$/i.test(value.trim());
const within = (count: number, min: number, max: number): boolean => count >= min && count <= max;

/** A rule, and the names that call for it: each matches the last words of a name. */
export const NAME_RULES: readonly (readonly [rule: NameRule, names: string])[] = [
  [
    { type: 'person', accepts: hasLetter },
    'first name|last name|full name|given name|family name|middle name|maiden name|legal name|birth name|preferred name|' +
      'firstname|lastname|fullname|fname|lname|surname|forename|cardholder|card holder|account holder|nickname|' +
      'vorname|nachname|prenom|prénom|nom de famille|nombre completo|apellido|apellidos|cognome|voornaam|achternaam|sobrenome|' +
      'first names|last names|full names|mothers maiden name|cardholder name|holder name|name on card|contact person|recipient|recipient name|addressee|signed by|signatory|signer|beneficiary|' +
      'payee|passenger|emergency contact|next of kin',
  ],
  [
    { type: 'address', accepts: isAddressLike },
    'street|street address|street name|street line|address|addr|address line|address line one|address line two|line of address|' +
      'strasse|straße|adresse|direccion|dirección|indirizzo|calle|rue|endereco|endereço|address full|full address|addressline',
  ],
  [{ type: 'address', accepts: isPostcodeLike }, 'postal code|postcode|post code|zip|zip code|zipcode|plz'],
  [
    { type: 'date_of_birth', accepts: isDateLike },
    'dob|date of birth|birth date|birthdate|birthday|birth day|dateofbirth|born|born on|geburtsdatum|date naissance|date de naissance|fecha nacimiento|fecha de nacimiento',
  ],
  [
    { type: 'password', accepts: isSecretLike },
    'password|passwd|pwd|passphrase|passcode|pass|pgpassword|userpassword|password hash|password digest|password salt|pass hash|' +
      'hashed password|encrypted password|passwort|contraseña|mot de passe|pin|pin code',
  ],
  [
    { type: 'secret', accepts: isSecretLike },
    'secret|token|api key|apikey|access key|accesskey|secret key|secretkey|private key|privatekey|signing key|encryption key|' +
      'master key|account key|accountkey|shared access key|sharedaccesskey|shared access signature|auth key|authkey|credential|' +
      'credentials|authorization|proxy authorization|cookie|set cookie|otp|totp|cvv|cvc|cvv2|security code|client secret|' +
      'clientsecret|accesstoken|authtoken|refreshtoken|amz signature|recovery code|backup code|session key|license key',
  ],
  [{ type: 'email', accepts: isAddressee }, 'email|e mail|mail|emails|email address|mail address|emailaddress'],
  [
    { type: 'phone', accepts: isNumberOf(6, 16) },
    'phone|phones|mobile|cell|telephone|tel|fax|msisdn|whatsapp|phone number|phone no|mobile number|mobile no|cell number|cell phone|' +
      'mobile phone|home phone|work phone|contact number|telephone number|fax number|phonenumber|telefon|telefono|teléfono|handy|telefone|celular',
  ],
  [
    { type: 'ssn', accepts: isNumberOf(9, 9) },
    'ssn|social security|social security number|social security no|itin|socialsecuritynumber',
  ],
  [
    { type: 'national_id', accepts: isNumberOf(5, 18) },
    'tax id|tax number|taxpayer id|tin|national id|national id number|national insurance number|nino|nhs number|dni|nie|nif|nir|bsn|' +
      'pesel|cpf|cnpj|aadhaar|aadhar|pan number|tfn|steuer id|codice fiscale|personnummer|id card number|identity number|nationalid',
  ],
  [{ type: 'passport', accepts: isNumberOf(5, 12) }, 'passport|passport number|passport no|passportnumber'],
  [
    { type: 'driving_licence', accepts: isNumberOf(4, 18) },
    'driving licence|driving license|drivers license|drivers licence|driver license|driver licence|licence number|drivers license number|driver license number|driving licence number',
  ],
  [
    { type: 'card', accepts: isNumberOf(12, 19) },
    'card|card number|card no|credit card|creditcard|credit card number|debit card|debit card number|cc number|ccnum|cc num|cardnumber|card num|pan|payment card',
  ],
  [{ type: 'iban', accepts: isIbanLike }, 'iban|iban number'],
  [
    { type: 'bank_account', accepts: isNumberOf(5, 18) },
    'account number|account no|bank account|bank account number|bank account no|routing number|sort code|acct number|accountnumber',
  ],
];
