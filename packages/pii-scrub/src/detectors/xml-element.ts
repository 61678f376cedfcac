import type { Detector } from '../detector.ts';
import type { NameRules } from '../name-rules.ts';

const ELEMENT = /<(?:[\w.-]{1,64}:)?([\p{L}_][\p{L}\p{N}_.-]{1,64})(?:\s[^<>]{0,500})?>([^<]{1,1024})<\//uy;

/** Values of XML elements whose name tells what they are, as `<first_name>...</first_name>`. */
export function createXmlElementDetector(rules: NameRules): Detector {
  return {
    type: 'secret',
    find({ text }, found) {
      for (let at = text.indexOf('<'); at >= 0; at = text.indexOf('<', at + 1)) {
        ELEMENT.lastIndex = at;
        const match = ELEMENT.exec(text);
        if (match === null) continue;
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
