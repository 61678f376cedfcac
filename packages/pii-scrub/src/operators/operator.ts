/**
 * What takes the place of a value.
 * - `redact`: the placeholder of its type, `[email]`.
 * - `mask`: its last letters and digits stay, 4 of them or as many as `{ mask: n }` says, never more than a third.
 * - `pseudonym`: `[email:…]` or, for a number, another number; the same for the same value and key, so that joins and counts work.
 * - `generalise`: a date becomes its year, an IP address its network (/24, /48), a number its range (as wide as `{ generalise: n }`
 *   says, otherwise by its magnitude), an e-mail address its domain; anything else is redacted.
 * - `allow`: nothing.
 */
export type Operator =
  | 'redact'
  | 'mask'
  | 'pseudonym'
  | 'generalise'
  | 'allow'
  | { readonly mask: number }
  | { readonly generalise: number };
