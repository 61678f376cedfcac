import type { NameRule } from './name-rule-table.ts';
import type { NameRules } from './name-rules.ts';

/** Names of persons as well as of things; what stands beside them tells. */
const AMBIGUOUS =
  /^(?:name|nom|nombre|nome|naam|navn|namn|nimi|ime|display_?name|contact|first|last|middle|given|family|姓名|名前|имя|이름)$/i;
const PERSONAL = new Set([
  'person',
  'email',
  'phone',
  'date_of_birth',
  'ssn',
  'national_id',
  'passport',
  'driving_licence',
]);
const NAME_LIKE =
  /^(?:\p{Lu}[\p{L}'’.-]*(?:[ ,]+(?:(?:van|von|de|der|den|da|di|du|del|la|le|el|bin|al|y|e)\s)*\p{Lu}[\p{L}'’.-]*){0,4}|[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}・· ]{2,12}|[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Devanagari}\p{Script=Thai}\p{M} ]{2,40})$/u;
const COMPANY =
  /\b(?:inc|ltd|llc|gmbh|corp|ag|sa|bv|plc|co|company|group|bank|store|shop|service|team|department|university)\b/i;

const PERSON: NameRule = {
  type: 'person',
  accepts: (value) => value.length <= 80 && NAME_LIKE.test(value.trim()) && !COMPANY.test(value),
};

/** Names of a part that persons play, and services and products too. */
const ROLE =
  /^(?:customer|patient|employee|author|assignee|reporter|owner|manager|doctor|physician|student|teacher|nurse|driver|guest|tenant|applicant|candidate|attendee|buyer|seller|user|(?:created|updated|assigned|approved|reviewed|requested)_?(?:by|to))$/i;
const NO_PERSON =
  /\b(?:system|admin|administrator|account|accounts|users?|guest|default|unknown|anonymous|support|sales|platform|data|engineering|operations|release|build|bot|api|mobile|chrome|firefox|safari|customer|internal|public|domain|office|products?|limited|partners|holdings?|systems|solutions|foundation|labs|media|studio|hotel|school|hospital|clinic)\b/i;

const FULL_NAME: NameRule = {
  type: 'person',
  accepts: isWholeName,
};

/** True for a name of two words or more that says nothing of a company, a service or a product. */
export function isWholeName(value: string): boolean {
  return PERSON.accepts(value) && /[ \u3040-\u9fff]/.test(value.trim()) && !NO_PERSON.test(value);
}

/** The rule for a part that somebody plays, as `customer` or `assigned_to`: a whole name under it is a person's. */
export function roleRule(name: string): NameRule | undefined {
  return ROLE.test(name) ? FULL_NAME : undefined;
}

/** The rule for a name that is a person's when the names beside it are. */
export function personNameRule(name: string): NameRule | undefined {
  return AMBIGUOUS.test(name) ? PERSON : undefined;
}

/** True when one of the names is of something that persons have: an e-mail address, a date of birth. */
export function isPersonalRecord(names: readonly string[], rules: NameRules): boolean {
  return names.some((name) => PERSONAL.has(rules(name)?.type ?? ''));
}
