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
const isNoFolder: NameRule['accepts'] = (value) => isSecretLike(value) && !/^(?:~?\/|[A-Z]:\\)/.test(value.trim());
/** What names its scheme is left to the detector of credentials, which keeps the scheme. */
const isBareCredential: NameRule['accepts'] = (value) =>
  isSecretLike(value) && !/^(?:bearer|basic) +(?=\S*\d)[\w.~+/-]{16,}=*$/i.test(value.trim());
const isDateLike: NameRule['accepts'] = (value) => value.length <= 40 && digitsIn(value) >= 3;
const isAddressLike: NameRule['accepts'] = (value) =>
  hasLetter(value) && !/^[a-z]+:\/\//i.test(value) && !value.includes('@');
const isPostcodeLike: NameRule['accepts'] = (value) => /^[A-Z\d][A-Z\d -]{2,9}$/i.test(value) && /\d/.test(value);
const isNumberOf = (min: number, max: number): NameRule['accepts'] => {
  return (value) =>
    /^[+(]?[A-Z]{0,4}[\d\s().\-/+]*(?:[A-Z]{1,3}|(?:x|ext\.?) ?\d+)?$/i.test(value.trim()) &&
    within(digitsIn(value), min, max);
};
const isDocumentNumber: NameRule['accepts'] = (value) =>
  /^[A-Z\d][A-Z\d ./*-]{3,24}$/i.test(value.trim()) &&
  within(digitsIn(value), 3, 20) &&
  !/^\d{4}-\d\d-\d\d/.test(value);
const isPassportNumber: NameRule['accepts'] = (value) =>
  isDocumentNumber(value) || /^(?=.*\d)[A-Z\d]{8,9}$/.test(value.trim());
const isAddressee: NameRule['accepts'] = (value) => /^\S+@\S+$/.test(value.trim());
const isIbanLike: NameRule['accepts'] = (value) => /^[A-Z]{2}\d{2}[A-Z\d\s-]{10,40}$/i.test(value.trim());
const isAddressOfHost: NameRule['accepts'] = (value) =>
  /^(?:\d{1,3}(?:\.\d{1,3}){3}|[\da-f:]*:[\da-f:.]*:[\da-f:.]*)(?:[,/:].*)?$/i.test(value.trim()) &&
  !/^(?:0\.0\.0\.0|127\.|::1?$)|\.0\/\d+$|::\/\d+$/.test(value.trim());
const isMacLike: NameRule['accepts'] = (value) => /^(?:[\da-f]{2}[:-]?){5}[\da-f]{2}$/i.test(value.trim());
const isWalletLike: NameRule['accepts'] = (value) => /^[\da-z]{25,110}$/i.test(value.trim());
const isRandomLike: NameRule['accepts'] = (value) =>
  /^(?=[^a-z]*[a-z])(?=[^A-Z]*[A-Z])(?=\D*\d\D*\d)[\w+=~-][\w+=~/-]{19,511}$/.test(value) &&
  !/^\w+[/-]\w+[/-]\w+[/-]/.test(value);
const isKeyLike: NameRule['accepts'] = (value) => /^[\da-f]{32,128}$/i.test(value) || isRandomLike(value);
const isSignature: NameRule['accepts'] = (value) => /^[\da-f]{64}$/i.test(value) || isRandomLike(value);
const within = (count: number, min: number, max: number): boolean => count >= min && count <= max;

/** A rule, and the names that call for it: each matches the last words of a name. */
export const NAME_RULES: readonly (readonly [rule: NameRule, names: string])[] = [
  [
    { type: 'person', accepts: hasLetter },
    'first name|last name|full name|given name|family name|middle name|maiden name|legal name|birth name|preferred name|' +
      'firstname|lastname|fullname|fname|lname|surname|forename|cardholder|card holder|account holder|nickname|' +
      'vorname|nachname|prenom|prénom|nom de famille|nombre completo|apellido|apellidos|cognome|voornaam|achternaam|sobrenome|' +
      'first names|last names|full names|mothers maiden name|cardholder name|holder name|name on card|contact person|recipient|recipient name|addressee|signed by|signatory|signer|beneficiary|' +
      'payee|passenger|emergency contact|next of kin|' +
      'nom client|nom complet|nom utilisateur complet|prénom nom|nom prenom|nom naissance|nom usage|' +
      'kundenname|kunde name|kundennachname|familienname|rufname|geburtsname|ansprechpartner|empfänger|empfaenger|kontoinhaber|karteninhaber|vollständiger name|vor und nachname|' +
      'nombre cliente|nombre usuario completo|nombre y apellidos|primer nombre|segundo nombre|primer apellido|segundo apellido|apellido paterno|apellido materno|nombre de pila|titular|' +
      'nome completo|nome cliente|nome e cognome|primeiro nome|ultimo nome|último nome|nome da mãe|nome da mae|nome do pai|apelido|intestatario|' +
      'volledige naam|klantnaam|familienaam|roepnaam|tussenvoegsel|imię|imie|nazwisko|imie i nazwisko|imię i nazwisko|förnamn|efternamn|fornamn|etternavn|fornavn|efternavn|' +
      'etunimi|sukunimi|koko nimi|jméno|jmeno|příjmení|prijmeni|keresztnév|vezetéknév|ad soyad|adı|soyadı|isim|soyisim|фамилия|отчество|полное имя|фио|姓名|氏名|名前|姓|名|이름|성명|الاسم|שם מלא|नाम|' +
      'customer full name|billing name|shipping name|ship to name|bill to name|deliver to|ordered by|attention to|attn|salutation name|display name person|real name|spouse|father name|mother name|fathers name|guardian name|contact first name|contact last name|family name kana|given name kana|name first|name last|name given|name family|name full',
  ],
  [
    { type: 'address', accepts: isAddressLike },
    'street|street address|street name|street line|address|addr|address line|address line one|address line two|line of address|' +
      'home address|postal address|mailing address|billing address|shipping address|residential address|delivery address|street one|street two|addr one|addr two|' +
      'anschrift|wohnanschrift|lieferadresse|rechnungsadresse|hausnummer|straße hausnummer|strasse hausnummer|rue adresse|adresse postale|adresse livraison|adresse facturation|numero rue|voie|' +
      'domicilio|dirección envío|direccion envio|calle numero|calle y numero|colonia|via|indirizzo residenza|residenza|adres|straat|straatnaam|huisnummer|ulica|adres zamieszkania|gatuadress|gatuadresse|postadress|postadresse|vej|adressat|katuosoite|osoite|ulice|utca|cím|adresi|adresa|logradouro|morada|endereço residencial|bairro|адрес|улица|地址|住所|주소|العنوان|' +
      'strasse|straße|adresse|direccion|dirección|indirizzo|calle|rue|endereco|endereço|address full|full address|addressline',
  ],
  [
    { type: 'address', accepts: isPostcodeLike },
    'postal code|postcode|post code|zip|zip code|zipcode|plz|postleitzahl|code postal|codigo postal|código postal|cap|cep|postnummer|postnr|kod pocztowy|postinumero|psč|psc|zip four|zip plus four|pincode|郵便番号|邮编',
  ],
  [
    { type: 'date_of_birth', accepts: isDateLike },
    'dob|birth dt|bday|b day|geboortedatum|geb datum|geb dat|data nascita|data di nascita|data nascimento|data de nascimento|data urodzenia|födelsedatum|fødselsdato|fodselsdato|syntymäaika|datum narození|dt nasc|dt nascimento|nacimiento|né le|ne le|doğum tarihi|дата рождения|出生日期|生年月日|생년월일|year of birth|birth year|yob|geburtstag|geburtsjahr|fec nac|fecha nac|f nac|date birth|patient dob|' +
      'date of birth|birth date|birthdate|birthday|birth day|dateofbirth|born|born on|geburtsdatum|date naissance|date de naissance|fecha nacimiento|fecha de nacimiento',
  ],
  [
    { type: 'password', accepts: isSecretLike },
    'password|passwd|passphrase|passcode|pass|pgpassword|userpassword|password hash|password digest|password salt|pass hash|pwd hash|passwords|passe|' +
      'hashed password|encrypted password|passwort|contraseña|contrasena|clave|mot de passe|motdepasse|mdp|kennwort|wachtwoord|senha|hasło|haslo|lösenord|losenord|passord|adgangskode|salasana|heslo|jelszó|şifre|пароль|密码|密碼|パスワード|비밀번호|pin|pin code|login password|new password|old password|current password|confirm password|password confirmation|temp password|temporary password|db pass|dbpass|db password|dbpassword|root password|admin password|smtp pass|smtp password|ldap password|bind password|redis password|mysql pwd|pgpass|passwd hash|password plain|user pass|userpass|auth password|keystore password|truststore password|storepass|keypass|encrypted passwd|crypted password|senha hash',
  ],
  [{ type: 'password', accepts: isNoFolder }, 'pwd'],
  [{ type: 'secret', accepts: isBareCredential }, 'authorization|proxy authorization'],
  [
    { type: 'secret', accepts: isSecretLike },
    'secret key base|secrets|api keys|access tokens|refresh tokens|pgp passphrase|secret|token|api key|apikey|access key|accesskey|secret key|secretkey|private key|privatekey|signing key|encryption key|' +
      'master key|account key|accountkey|shared access key|sharedaccesskey|shared access signature|auth key|authkey|credential|bearer|' +
      'credentials|cookie|set cookie|otp|totp|otp code|totp secret|mfa secret|two factor secret|security code|verification code|security answer|secret answer|client secret|' +
      'clientsecret|accesstoken|authtoken|refreshtoken|recovery code|backup code|recovery codes|backup codes|session key|license key|session token|sessiontoken|id token|idtoken|bearer token|csrf token|xsrf token|jwt|jwt secret|webhook secret|signing secret|shared secret|app secret|appsecret|consumer secret|secret access key|secretaccesskey|aws secret|bot token|access code|mnemonic|seed phrase|seed words|private pem|ssh key|ssh private key|pgp key|storage key|x api key|x auth token|x access token|phpsessid|jsessionid|connect sid|sessid|geheimnis|schlüssel geheim|clave secreta|clave api|clé api|cle api|clé secrète|令牌|密钥',
  ],
  [
    { type: 'email', accepts: isAddressee },
    'email|e mail|mail|emails|email address|mail address|emailaddress|courriel|correo|correo electrónico|correo electronico|e mail adresse|emailadresse|mailadresse|e posta|eposta|sähköposti|adresse mail|posta elettronica|indirizzo email|メール|邮箱|电子邮件',
  ],
  [
    { type: 'phone', accepts: isNumberOf(6, 16) },
    'phone|phones|mobile|cell|telephone|tel|fax|msisdn|whatsapp|phone number|phone no|mobile number|mobile no|cell number|cell phone|' +
      'mobile phone|home phone|work phone|contact number|telephone number|fax number|phonenumber|telefon|telefono|teléfono|handy|telefone|celular|telefonnummer|handynummer|rufnummer|mobilnummer|mobiltelefon|mobilfunk|numero telephone|numéro de téléphone|téléphone|tél|portable|tel portable|numero telefono|número de teléfono|movil|móvil|número de celular|cellulare|telefoonnummer|mobiel|puhelin|puhelinnumero|telefonszám|numer telefonu|komórka|gsm|phone home|phone work|phone mobile|phone cell|phone primary|phone one|phone two|tel no|tel nr|day phone|evening phone|daytime phone|contact phone|sms number|caller id|caller number|电话|手机|电话号码|電話番号|携帯|전화번호|телефон',
  ],
  [
    { type: 'ssn', accepts: isNumberOf(9, 9) },
    'ssn|social security|social security number|social security no|itin|socialsecuritynumber',
  ],
  [
    { type: 'national_id', accepts: isDocumentNumber },
    'tax id|tax number|taxpayer id|tin|national id|national id number|national insurance number|nino|nhs number|dni|nie|nif|nir|bsn|' +
      'pesel|cpf|cnpj|aadhaar|aadhar|pan number|tfn|steuer id|codice fiscale|personnummer|id card number|identity number|nationalid|itin|nhs no|nhs|ni number|nino number|steuer id nr|steueridentifikationsnummer|steuernummer|steuer nummer|idnr|tax file number|medicare|medicare number|medicare no|medicare card|social insurance number|social insurance no|fiscal code|codicefiscale|cod fiscale|burgerservicenummer|rijksregisternummer|registre national|national register number|national number|numero national|numéro national|niss|insz|rrn|fodselsnummer|fødselsnummer|hetu|henkilötunnus|cpr|cpr nummer|cpr number|pnr|sozialversicherungsnummer|sv nummer|svnr|ahv|ahv nummer|avs|numero securite sociale|numéro de sécurité sociale|num secu|securite sociale|curp|rfc|cuit|cuil|rut|nric|fin number|ppsn|pps number|pps|resident id|resident identity|identity card|identity card number|id card|id card no|idcard|national identity|national identity number|ausweisnummer|personalausweis|personalausweisnummer|documento identidad|numero documento|número de documento|carte identite|voter id|ssn last four|身份证|身份证号|身份證|身份证号码|マイナンバー|주민등록번호|health insurance number|insurance number|krankenversicherungsnummer|kvnr|patient number|mrn|medical record number|patient id number',
  ],
  [
    { type: 'passport', accepts: isPassportNumber },
    'passport|passport number|passport no|passportnumber|passport id|passport num|reisepass|reisepassnummer|passnummer|pass nummer|passeport|numero passeport|numéro de passeport|pasaporte|numero pasaporte|passaporto|passaporte|paspoort|paspoortnummer|护照|护照号',
  ],
  [
    { type: 'driving_licence', accepts: isDocumentNumber },
    'dl number|dl no|license number|license no|driving licence no|driving license number|driving license no|drivers license no|driver licence number|driver licence no|driverlicense|driverslicense|licence no driver|führerschein|fuehrerschein|führerscheinnummer|fuehrerscheinnummer|permis conduire|permis de conduire|numero permis|licencia conducir|licencia de conducir|patente|patente di guida|rijbewijs|rijbewijsnummer|carta de condução|cnh|' +
      'driving licence|driving license|drivers license|drivers licence|driver license|driver licence|licence number|drivers license number|driver license number|driving licence number',
  ],
  [
    { type: 'card', accepts: isNumberOf(12, 19) },
    'card|card number|card no|credit card|creditcard|credit card number|debit card|debit card number|cc number|ccnum|cc num|cardnumber|card num|pan|payment card',
  ],
  [{ type: 'secret', accepts: isRandomLike }, 'key|auth|session|sid|session id|sessionid'],
  [
    { type: 'secret', accepts: isKeyLike },
    'app key|service key|service role key|server key|deploy key|connection key|subscription key|function key|application key',
  ],
  [{ type: 'secret', accepts: isSignature }, 'sig|signature|x amz signature'],
  [{ type: 'iban', accepts: isIbanLike }, 'iban|iban number|iban no|iban nr'],
  [
    { type: 'ip', accepts: isAddressOfHost },
    'ip|ip address|ip addr|ipaddress|client ip|remote ip|remote addr|source ip|src ip|dst ip|ipv4|ipv6|x forwarded for|x real ip|last login ip|login ip',
  ],
  [{ type: 'mac', accepts: isMacLike }, 'mac|mac address|mac addr|macaddress|bssid'],
  [{ type: 'card_code', accepts: isNumberOf(3, 4) }, 'cvv|cvc|cvv2|cvc2|cvv code|cvc code|card cvv|card cvc'],
  [
    { type: 'crypto_address', accepts: isWalletLike },
    'wallet|wallet address|crypto address|btc address|eth address|bitcoin address|ethereum address|sol address|deposit address',
  ],
  [
    { type: 'bank_account', accepts: isNumberOf(5, 18) },
    'account num|acct no|acct num|acctnum|acct nbr|bankaccount|bank acct|sortcode|routing|routing no|aba|aba number|aba routing|aba routing number|bsb|ifsc account|kontonummer|konto nr|kontonr|konto|bankkonto|compte bancaire|numero compte|numéro de compte|rib|numero cuenta|número de cuenta|cuenta bancaria|conto corrente|numero conto|rekeningnummer|numer konta|clabe|beneficiary account|beneficiary account number|' +
      'account number|account no|bank account|bank account number|bank account no|routing number|sort code|acct number|accountnumber',
  ],
];
