import { announcedWords } from '../announced-words.ts';
import type { SelectiveDetector } from '../detector.ts';
import { isPlaceholder } from '../placeholder.ts';
import { ANNOUNCES } from '../telling-words.ts';

/** Programs that take a password by a short flag. */
const COMMANDS =
  /(?:mysql\w{0,12}\b[^\n|;]{0,200}? -p|sshpass -p ?|redis-cli\b[^\n|;]{0,200}? (?:-a|--pass) |curl\b[^\n|;]{0,200}? (?:-u|--user) ?["']?[^\s:"']{1,64}:)["']?([^\s"']{4,128})/y;

const FLAG = / (?:-[apu]|--(?:pass|user))/g;

function nextFlag(text: string, from: number): number {
  FLAG.lastIndex = from;
  return FLAG.test(text) ? FLAG.lastIndex : -1;
}

/** The longest name, and what may stand between it and the flag. */
const LONGEST_BEFORE_FLAG = 220;

/** Passwords by flag: `mysql -pSECRET`, `sshpass -p SECRET`, `redis-cli -a SECRET`, `curl -u user:SECRET`. */
export const commandPassword: SelectiveDetector = {
  type: 'password',
  needs: { holds: 0, announced: ANNOUNCES.command },
  find(passage, found) {
    const { text } = passage;
    let flag = -1;
    for (const at of announcedWords(passage, ANNOUNCES.command)) {
      if (flag < at) flag = nextFlag(text, at);
      if (flag < 0) return;
      if (flag - at > LONGEST_BEFORE_FLAG) continue;
      COMMANDS.lastIndex = at;
      const value = COMMANDS.exec(text)?.[1];
      if (value === undefined || isPlaceholder(value) || value.startsWith('-')) continue;
      const start = text.lastIndexOf(value, COMMANDS.lastIndex);
      found(start, start + value.length);
    }
  },
};
