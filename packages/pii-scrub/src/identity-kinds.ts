import { arCuit } from './detectors/ids/ar-cuit.ts';
import { auMedicare } from './detectors/ids/au-medicare.ts';
import { auTfn } from './detectors/ids/au-tfn.ts';
import { beNationalNumber } from './detectors/ids/be-national-number.ts';
import { brCnpj } from './detectors/ids/br-cnpj.ts';
import { brCpf } from './detectors/ids/br-cpf.ts';
import { caSin } from './detectors/ids/ca-sin.ts';
import { chAhv } from './detectors/ids/ch-ahv.ts';
import { clRut } from './detectors/ids/cl-rut.ts';
import { cnResidentId } from './detectors/ids/cn-resident-id.ts';
import { deTaxId } from './detectors/ids/de-tax-id.ts';
import { dkCpr } from './detectors/ids/dk-cpr.ts';
import { esDni } from './detectors/ids/es-dni.ts';
import { fiHetu } from './detectors/ids/fi-hetu.ts';
import { frNir } from './detectors/ids/fr-nir.ts';
import { iePps } from './detectors/ids/ie-pps.ts';
import { inAadhaar } from './detectors/ids/in-aadhaar.ts';
import { inPan } from './detectors/ids/in-pan.ts';
import { itCodiceFiscale } from './detectors/ids/it-codice-fiscale.ts';
import { mxCurp } from './detectors/ids/mx-curp.ts';
import { nlBsn } from './detectors/ids/nl-bsn.ts';
import { noFodselsnummer } from './detectors/ids/no-fodselsnummer.ts';
import { plPesel } from './detectors/ids/pl-pesel.ts';
import { ptNif } from './detectors/ids/pt-nif.ts';
import { sePersonnummer } from './detectors/ids/se-personnummer.ts';
import { sgNric } from './detectors/ids/sg-nric.ts';
import { ukNhsNumber } from './detectors/ids/uk-nhs-number.ts';
import { ukNino } from './detectors/ids/uk-nino.ts';
import { ukSortCode } from './detectors/ids/uk-sort-code.ts';
import { usRoutingNumber } from './detectors/ids/us-routing-number.ts';
import { usSsn } from './detectors/ids/us-ssn.ts';
import type { IdKind } from './id-kind.ts';

/** Every kind of identity number; where two fit, the earlier one names the hit. */
export const identityKinds: readonly IdKind[] = [
  usRoutingNumber,
  ukSortCode,
  usSsn,
  ukNino,
  ukNhsNumber,
  esDni,
  frNir,
  deTaxId,
  itCodiceFiscale,
  nlBsn,
  plPesel,
  beNationalNumber,
  noFodselsnummer,
  fiHetu,
  brCpf,
  brCnpj,
  inAadhaar,
  inPan,
  caSin,
  auTfn,
  auMedicare,
  cnResidentId,
  chAhv,
  sePersonnummer,
  dkCpr,
  sgNric,
  mxCurp,
  arCuit,
  clRut,
  ptNif,
  iePps,
];
