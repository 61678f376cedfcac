import { isWordChar } from '../char-class.ts';
import type { Found, SelectiveDetector } from '../detector.ts';
import type { NameRules } from '../name-rules.ts';
import { HOLDS } from '../passage.ts';

const ATTRIBUTES = /<[\w.:-]{1,64}\s{1,8}(?:key|name)="([^"<>]{1,64})"\s{1,8}value="([^"<>]{1,1024})"/uy;
const ELEMENT = /<(?:[\w.-]{1,64}:)?([\p{L}_][\p{L}\p{N}_.-]{1,64})(?:\s[^<>]{0,500})?>([^<]{1,1024})<\//uy;

/** Values of XML elements whose name tells what they are, as `<first_name>...</first_name>`. */
export function createXmlElementDetector(rules: NameRules): SelectiveDetector {
  return {
    type: 'secret',
    needs: { holds: HOLDS.less, announced: 0 },
    find({ text, units }, found) {
      for (let at = text.indexOf('<'); at >= 0; at = text.indexOf('<', at + 1)) {
        if (!mayBegin(units[at + 1]!)) continue;
        ELEMENT.lastIndex = at;
        const match = ELEMENT.exec(text);
        if (match === null) {
          judgeAttributes(text, at, rules, found);
          continue;
        }
        const [, name = '', content = ''] = match;
        const rule = rules(name);
        const value = content.trim();
        if (rule === undefined || !rule.accepts(value)) continue;
        const start = ELEMENT.lastIndex - '</'.length - content.trimStart().length;
        found(start, start + value.length, rule.type);
      }
    },
  };
}

/** What a name begins with, its prefix too. */
const mayBegin = (code: number): boolean => code > 127 || isWordChar(code) || code === 45 || code === 46 || code === 58;

/** `<add key="Password" value="..."/>` */
function judgeAttributes(text: string, at: number, rules: NameRules, found: Found): void {
  ATTRIBUTES.lastIndex = at;
  const [, name = '', value = ''] = ATTRIBUTES.exec(text) ?? [];
  const rule = value === '' ? undefined : rules(name);
  if (rule?.accepts(value) === true)
    found(ATTRIBUTES.lastIndex - 1 - value.length, ATTRIBUTES.lastIndex - 1, rule.type);
}
