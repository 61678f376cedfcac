import { generalise } from './generalise.ts';
import { mask } from './mask.ts';
import type { Operator } from './operator.ts';
import { createPseudonyms } from './pseudonym.ts';

/** Where a service is reached says nothing of a person; who wants it hidden sets an operator. */
const KEPT_BY_DEFAULT = new Set(['connection']);

/** Makes replacements by the policy's operators. */
export interface Replacer {
  /** True when values of the type, or the very value from `start` to `end`, are to stay. */
  keeps(type: string, text: string, start: number, end: number): boolean;
  /** `operator`: of the column or path; without one the type's own. */
  text(type: string, value: string, operator?: Operator): string;
  number(type: string, value: number, operator?: Operator): string | number;
}

/** How hits are replaced. */
export interface ReplacerOptions {
  /** By type, such as `email`; `redact` for the others, except `connection` (user, host and port of a connection string): `allow`. */
  readonly types?: Readonly<Record<string, Operator>>;
  /** Values that stay where they are found, whatever their case, e.g. `support@example.com`; `@example.com` stands for all of a domain. */
  readonly allow?: readonly string[];
  /** For `pseudonym`: at least 16 bytes, kept secret. Who has it can test guesses. */
  readonly pseudonymKey?: string | Uint8Array;
}

/** @throws RangeError for a short key. @throws TypeError when one of `used` is `pseudonym` and there is no key. */
export function createReplacer(
  { types = {}, allow = [], pseudonymKey }: ReplacerOptions,
  used: readonly Operator[],
): Replacer {
  const operators = new Map(Object.entries(types));
  const allowed = new Set(allow.map((value) => value.toLowerCase()));
  const pseudonyms = pseudonymKey === undefined ? undefined : createPseudonyms(pseudonymKey);
  if (pseudonyms === undefined && used.includes('pseudonym')) throw missingKey();

  const isKept = (type: string): boolean => {
    const operator = operators.get(type);
    return operator === 'allow' || (operator === undefined && KEPT_BY_DEFAULT.has(type));
  };

  const operatorFor = (type: string, operator?: Operator): Operator => operator ?? operators.get(type) ?? 'redact';

  const isAllowed = (value: string): boolean => {
    const lower = value.toLowerCase();
    return allowed.has(lower) || (lower.includes('@') && allowed.has(lower.slice(lower.lastIndexOf('@'))));
  };

  const text = (type: string, value: string, operator?: Operator): string => {
    const chosen = operatorFor(type, operator);
    switch (chosen) {
      case 'allow':
        return value;
      case 'redact':
        return `[${type}]`;
      case 'mask':
        return mask(value);
      case 'pseudonym':
        if (pseudonyms === undefined) throw missingKey();
        return `[${type}:${pseudonyms.ofText(type, value)}]`;
      case 'generalise':
        return generalise(type, value) ?? `[${type}]`;
      default:
        if ('mask' in chosen) return mask(value, chosen.mask);
        return generalise(type, value, chosen.generalise) ?? `[${type}]`;
    }
  };

  return {
    keeps: (type, source, start, end) => isKept(type) || (allowed.size > 0 && isAllowed(source.slice(start, end))),
    text,
    number(type, value, operator) {
      if (operatorFor(type, operator) !== 'pseudonym') return text(type, String(value), operator);
      if (pseudonyms === undefined) throw missingKey();
      return pseudonyms.ofNumber(type, value);
    },
  };
}

function missingKey(): TypeError {
  return new TypeError('pseudonymKey: expected a key, because the policy has an operator `pseudonym`');
}
