const VARIABLE =
  /^(?:\$(?:\d+|[A-Z_][A-Z\d_]*|\{.*\}?)|%(?:[sd]|\(\w+\)s|[A-Z_]+%)|:[a-z_]\w*|\?|process\.env.*|env:\w+|\{\{?[^{}]*\}\}?|<[^<>]*>)$/;
const MASK =
  /^(?:\*+|[xX]{3,}|•+|\.{3}|-|\[[a-z_ ]{1,40}\](?: \d+)?|\[?(?:redacted|filtered|masked|hidden|removed)\]?)$/i;
const NOTHING = /^(?:null|none|nil|undefined|true|false|default|n\/a|required|optional|string|yes|no)$/i;

/** True when a variable, a bind parameter, a mask or a placeholder stands where the value would be. */
export function isPlaceholder(value: string): boolean {
  return VARIABLE.test(value) || MASK.test(value) || NOTHING.test(value);
}
