import { isAlphanumeric } from '../char-class.ts';
import { passesBase58Check } from '../checks/base58.ts';
import { passesBech32 } from '../checks/bech32.ts';
import { isAfter } from '../context.ts';
import type { SelectiveDetector } from '../detector.ts';
import { HOLDS, type Passage } from '../passage.ts';

const ETHEREUM = /^0x[\da-f]{40}$/i;
const BASE58 =
  /^(?:[13mn2LMDTt][1-9A-HJ-NP-Za-km-z]{24,34}|[5KLc9][1-9A-HJ-NP-Za-km-z]{50,51}|x(?:pub|prv)[1-9A-HJ-NP-Za-km-z]{107})$/;
const RIPPLE = /^r[1-9A-HJ-NP-Za-km-z]{24,34}$/;
const BECH32 = /^(?:bc|tb|ltc|addr|cosmos|osmo|stake)1[\da-z]{30,110}$/i;
const MONERO = /^[48][\dAB][1-9A-HJ-NP-Za-km-z]{93}$/;
const SOLANA = /^[1-9A-HJ-NP-Za-km-z]{32,44}$/;
const CASH = /^(?:bitcoincash:)?[qp][\da-z]{41}$/;
const SOLANA_WORDS = /\b(?:sol|solana|wallet|phantom)\b/i;
const [SHORTEST, LONGEST] = [25, 120];

/** Addresses and keys of crypto currencies; check sums must fit where there are any. */
export const cryptoAddress: SelectiveDetector = {
  type: 'crypto_address',
  needs: { holds: HOLDS.longTokens, announced: 0 },
  find(passage, found) {
    const { text, units, longTokens } = passage;
    let judged: Map<string, boolean> | undefined;
    for (let token = 0; token < longTokens.length; token += 2) {
      const start = longTokens[token]!;
      const end = longTokens[token + 1]!;
      const length = end - start;
      if (length < SHORTEST || length > LONGEST + 1) continue;
      const address = solidPart(text, units, start, end);
      if (address.length < SHORTEST) continue;
      // The same token often comes again, and its checksum is what costs most.
      const isOne = judged?.get(address) ?? isAddress(address, passage, start);
      (judged ??= new Map()).set(address, isOne);
      if (isOne) found(start, start + address.length);
    }
  },
};

/** The token without what ends a sentence; empty when it has joints inside, as no address has. */
function solidPart(text: string, units: Uint8Array, start: number, end: number): string {
  let solid = start;
  while (solid < end && isAlphanumeric(units[solid]!)) solid++;
  for (let at = solid; at < end; at++) if (isAlphanumeric(units[at]!)) return '';
  return text.slice(start, solid);
}

function isAddress(address: string, passage: Passage, start: number): boolean {
  switch (address.charCodeAt(0)) {
    case 48:
      return ETHEREUM.test(address) && !/^0x(.)\1+$/.test(address);
    case 52:
    case 56:
      if (MONERO.test(address)) return true;
      break;
    case 113:
    case 112:
      if (CASH.test(address) && passage.text.slice(Math.max(0, start - 12), start).endsWith('bitcoincash:'))
        return true;
      break;
  }
  if (address.length < 36 || address.length > 50) {
    if (BASE58.test(address) && passesBase58Check(address)) return true;
  }
  if (address.startsWith('r') && RIPPLE.test(address) && passesBase58Check(address, 'ripple')) return true;
  if (BECH32.test(address) && passesBech32(address)) return true;
  return SOLANA.test(address) && /\d/.test(address) && /[A-Z]/.test(address) && isAfter(passage, start, SOLANA_WORDS);
}
