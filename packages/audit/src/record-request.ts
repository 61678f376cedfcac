import type { Json, Scrub } from '@mcp-chassis/tool-kit';
import { canonicalJson } from './canonical-json.ts';
import { whenKnown, type TakeFingerprint } from './fingerprint.ts';
import type { Hmac } from './raw-hmac.ts';
import type { CallRecord } from './record.ts';
import { capBody, cleanBody, writeBody, type CleanBody } from './recorded-body.ts';
import type { WrittenPart } from './recurring-parts.ts';

type RecordedRequest = WrittenPart<CallRecord['request']>;

/** What a call was asked, scrubbed and capped, with the HMAC of what was received. Never throws. */
export function recordRequest(
  received: Json,
  scrub: Scrub,
  fingerprint: TakeFingerprint,
  hmac: Hmac | undefined,
): RecordedRequest | Promise<RecordedRequest> {
  const clean = cleanBody(received, 'request', scrub);
  return whenKnown(capBody(clean, fingerprint), (body) =>
    whenKnown(hmacOf(received, clean, hmac), (raw_hmac): RecordedRequest => {
      if (!('value' in body)) return { value: raw_hmac === undefined ? body : { ...body, raw_hmac }, text: undefined };
      const { bytes, sha256, value } = body;
      const request = raw_hmac === undefined ? body : { bytes, raw_hmac, sha256, value };
      return { value: request, text: 'text' in clean ? writeBody(request, clean.text) : undefined };
    }),
  );
}

/** Of what was received, not of what is left of it. */
function hmacOf(
  received: Json,
  clean: CleanBody | { readonly omitted: string },
  hmac: Hmac | undefined,
): string | undefined | Promise<string | undefined> {
  if (hmac === undefined) return undefined;
  try {
    const made = hmac('isUntouched' in clean && clean.isUntouched ? clean.text : canonicalJson(received));
    return made instanceof Promise ? made.catch(() => undefined) : made;
  } catch {
    // A lone surrogate has no canonical form, and a hostile depth no end.
    return undefined;
  }
}
