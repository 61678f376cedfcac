import type { Detector } from './detector.ts';
import type { NameRules } from './name-rules.ts';
import { authHeader } from './detectors/auth-header.ts';
import { brazilianTaxId } from './detectors/brazilian-tax-id.ts';
import { dateOfBirth } from './detectors/date-of-birth.ts';
import { email } from './detectors/email.ts';
import { greetedPerson } from './detectors/greeted-person.ts';
import { iban } from './detectors/iban.ts';
import { ipAddress } from './detectors/ip-address.ts';
import { jwt } from './detectors/jwt.ts';
import { macAddress } from './detectors/mac-address.ts';
import { createNamedValueDetector } from './detectors/named-value.ts';
import { paymentCard } from './detectors/payment-card.ts';
import { phone } from './detectors/phone.ts';
import { privateKey } from './detectors/private-key.ts';
import { spokenPassword } from './detectors/spoken-password.ts';
import { streetAddress } from './detectors/street-address.ts';
import { urlCredentials } from './detectors/url-credentials.ts';
import { usSsn } from './detectors/us-ssn.ts';
import { vendorKey } from './detectors/vendor-key.ts';
import { createXmlElementDetector } from './detectors/xml-element.ts';

/** Every detector; where two overlap, the earlier one names the hit. */
export function standardDetectors(rules: NameRules): readonly Detector[] {
  return [
    privateKey,
    jwt,
    vendorKey,
    urlCredentials,
    authHeader,
    email,
    iban,
    paymentCard,
    macAddress,
    ipAddress,
    usSsn,
    dateOfBirth,
    brazilianTaxId,
    phone,
    greetedPerson,
    streetAddress,
    createNamedValueDetector(rules),
    createXmlElementDetector(rules),
    spokenPassword,
  ];
}
