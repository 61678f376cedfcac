import { createTwoFilesPatch } from 'diff';

/** Lines that may differ before a diff is worth less than the code itself, and dear to compute. */
const mostEdits = 1_000;
const contextLines = 3;

/** A unified diff, as `patch -p1` takes it; undefined when too much differs. */
export function makeDiff(before: string, after: string): string | undefined {
  const ended = (text: string) => (text.endsWith('\n') ? text : `${text}\n`);
  return createTwoFilesPatch('a/code', 'b/code', ended(before), ended(after), undefined, undefined, {
    context: contextLines,
    maxEditLength: mostEdits,
  })?.replace(/^=+\n/, '');
}
