import { RE2JS } from 're2js';
import { isNear } from '../context.ts';
import type { Detector } from '../detector.ts';

/** A detector as a policy writes it down. */
export interface PatternDetector {
  readonly type: string;
  /** RE2 syntax: no back-references and no look-around. With a group, what the first one matches is replaced, otherwise the whole. */
  readonly pattern: string;
  readonly ignoreCase?: boolean;
  /** Words of which one has to stand near, in any case. */
  readonly near?: readonly string[] | undefined;
}

/**
 * A detector whose pattern runs in an engine of linear time, so that no pattern and no text can freeze the process.
 *
 * @throws RangeError for a pattern that matches the empty text. @throws Error of the engine for one that it cannot read.
 */
export function createPatternDetector({ type, pattern, ignoreCase, near }: PatternDetector): Detector {
  const compiled = RE2JS.compile(pattern, ignoreCase === true ? RE2JS.CASE_INSENSITIVE : 0);
  if (compiled.matches('')) throw new RangeError('matches the empty text, so it would hit everywhere');
  const words = near === undefined ? undefined : new RegExp(near.map(escaped).join('|'), 'i');
  const group = compiled.groupCount() > 0 ? 1 : 0;
  return {
    type,
    find(passage, found) {
      const matcher = compiled.matcher(passage.text);
      while (matcher.find()) {
        const [start, end] = [matcher.start(group), matcher.end(group)];
        if (start < 0 || end === start) continue;
        if (words === undefined || isNear(passage, start, end, words)) found(start, end);
      }
    },
  };
}

const escaped = (word: string): string => word.replace(/[^\p{L}\p{N}]/gu, '\\$&');
