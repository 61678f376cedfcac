import { isMasked } from './operators/mask.ts';

const VARIABLE =
  /^(?:\$(?:\d+|[A-Z_][A-Z\d_]*|\{.*\}?|\(.*)|%(?:[sd]|\(\w+\)s|[A-Z_]+%)|:[a-z_]\w*|\?|@\w+|process\.env.*|os\.environ.*|env[:.(]\w+.*|\{\{?[^{}]*\}\}?|<[^<>]*>|vault:.*|file:.*|secret:.*|\w+\(\)?)$/i;
/** What this package itself puts in the place of values. */
const OWN =
  /^\[(?:address|api_key|auth|bank_account|bytes|card|card_code|circular|connection|cookie|crypto_address|date_of_birth|driving_licence|email|health_number|iban|ip|jwt|key|mac|national_id|one_time_code|passport|password|person|phone|private_key|redacted|secret|ssn|tax_id|too deep)(?::[a-z\d]{12})?\](?: \d+)?$/;
const MASK =
  /^(?:\*+|[xX]{3,}|•+|\.{3}|-+|[[(<]?(?:redacted|filtered|masked|hidden|removed|changeme|empty|unset)[\])>]?)$/i;
const NOTHING = /^(?:null|none|nil|undefined|true|false|default|n\/a|required|optional|string|yes|no|nan|unknown|-)$/i;

/** Most values are told by a few cheap looks: what has none of these signs is a placeholder only as one of a few words. */
const STARTS_AS_WORD = /^[\p{L}\d]/u;
const MAY_BE_MORE = /[*:.(]/;
const LONGEST_WORD = 10;

/** True when a variable, a bind parameter, a mask or a placeholder stands where the value would be. */
export function isPlaceholder(value: string): boolean {
  if (STARTS_AS_WORD.test(value) && !MAY_BE_MORE.test(value))
    return value.length <= LONGEST_WORD && (MASK.test(value) || NOTHING.test(value));
  return (
    (value.startsWith('[') && OWN.test(value)) ||
    VARIABLE.test(value) ||
    MASK.test(value) ||
    NOTHING.test(value) ||
    isMasked(value)
  );
}
