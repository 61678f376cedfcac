import type { Json, Scrub } from '@mcp-chassis/tool-kit';
import { canonicalJson } from './canonical-json.ts';
import { whenKnown, type TakeFingerprint } from './fingerprint.ts';
import type { Hmac } from './raw-hmac.ts';
import { cleanBody, writeBody, type CleanBody } from './recorded-body.ts';

/** Canonical JSON of what a call was asked, scrubbed and capped, with the HMAC of what was received. Never throws. */
export function recordRequest(
  received: Json,
  scrub: Scrub,
  fingerprint: TakeFingerprint,
  hmac: Hmac | undefined,
): string | Promise<string> {
  const body = cleanBody(received, 'request', scrub);
  return whenKnown(hmacOf(received, body, hmac), (raw_hmac) => writeBody(body, fingerprint, raw_hmac));
}

/** Of what was received, not of what is left of it. */
function hmacOf(
  received: Json,
  body: CleanBody,
  hmac: Hmac | undefined,
): string | undefined | Promise<string | undefined> {
  if (hmac === undefined) return undefined;
  try {
    const made = hmac('isUntouched' in body && body.isUntouched ? body.text : canonicalJson(received));
    return made instanceof Promise ? made.catch(() => undefined) : made;
  } catch {
    // A lone surrogate has no canonical form, and a hostile depth no end.
    return undefined;
  }
}
