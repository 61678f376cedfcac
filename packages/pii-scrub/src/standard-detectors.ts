import type { SelectiveDetector } from './detector.ts';
import { authHeader } from './detectors/auth-header.ts';
import { bankAccount } from './detectors/bank-account.ts';
import { cardCode } from './detectors/card-code.ts';
import { commandPassword } from './detectors/command-password.ts';
import { cookie } from './detectors/cookie.ts';
import { cryptoAddress } from './detectors/crypto-address.ts';
import { dateOfBirth } from './detectors/date-of-birth.ts';
import { drivingLicence } from './detectors/driving-licence.ts';
import { email } from './detectors/email.ts';
import { greetedPerson } from './detectors/greeted-person.ts';
import { iban } from './detectors/iban.ts';
import { identityCard } from './detectors/identity-card.ts';
import { createIdentityNumberDetector } from './detectors/identity-number.ts';
import { introducedPerson } from './detectors/introduced-person.ts';
import { ipAddress } from './detectors/ip-address.ts';
import { jwt } from './detectors/jwt.ts';
import { macAddress } from './detectors/mac-address.ts';
import { createNamedValueDetector } from './detectors/named-value.ts';
import { oneTimeCode } from './detectors/one-time-code.ts';
import { passport } from './detectors/passport.ts';
import { paymentCard } from './detectors/payment-card.ts';
import { phone } from './detectors/phone.ts';
import { privateKey } from './detectors/private-key.ts';
import { spelledEmail } from './detectors/spelled-email.ts';
import { spokenPassword } from './detectors/spoken-password.ts';
import { streetAddress } from './detectors/street-address.ts';
import { urlCredentials } from './detectors/url-credentials.ts';
import { vendorKey } from './detectors/vendor-key.ts';
import { createXmlElementDetector } from './detectors/xml-element.ts';
import { identityKinds } from './identity-kinds.ts';
import type { NameRules } from './name-rules.ts';

/** Every detector; where two overlap, the earlier one names the hit. */
export function standardDetectors(rules: NameRules): readonly SelectiveDetector[] {
  return [
    privateKey,
    jwt,
    vendorKey,
    urlCredentials,
    authHeader,
    cookie,
    email,
    spelledEmail,
    iban,
    paymentCard,
    cryptoAddress,
    macAddress,
    ipAddress,
    dateOfBirth,
    createIdentityNumberDetector(identityKinds),
    passport,
    drivingLicence,
    bankAccount,
    identityCard,
    cardCode,
    oneTimeCode,
    phone,
    greetedPerson,
    introducedPerson,
    streetAddress,
    createNamedValueDetector(rules),
    createXmlElementDetector(rules),
    spokenPassword,
    commandPassword,
  ];
}
