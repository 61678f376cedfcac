import { formatPatch, structuredPatch, type StructuredPatchHunk } from 'diff';

/** Lines that may differ before a diff is worth less than the code itself, and dear to compute. */
const mostEdits = 1_000;
const contextLines = 3;

/** A unified diff, and what it applies to. */
export interface Diff {
  readonly text: string;
  /** `scrubbed` where a line that it names has placeholders in it, so that it does not apply to what was sent. */
  readonly base: 'sent' | 'scrubbed';
}

/**
 * A unified diff, as `patch -p1` takes it; undefined when too much differs. What changed is `before`: what was `sent`, with placeholders in
 * it. What they stand for is not put back: no result holds what was scrubbed.
 */
export function makeDiff(before: string, after: string, sent: string = before): Diff | undefined {
  const patch = structuredPatch('a/code', 'b/code', ended(before), ended(after), undefined, undefined, {
    context: contextLines,
    maxEditLength: mostEdits,
  });
  if (patch === undefined) return undefined;
  const base = patch.hunks.every(appliesTo(ended(sent).split('\n'))) ? 'sent' : 'scrubbed';
  return { text: formatPatch(patch).replace(/^=+\n/, ''), base };
}

/** True for a hunk whose old lines stand there, at their numbers. */
function appliesTo(lines: readonly string[]): (hunk: StructuredPatchHunk) => boolean {
  return ({ lines: changed, oldStart }) =>
    changed.filter((line) => !line.startsWith('+')).every((line, i) => line.slice(1) === lines[oldStart - 1 + i]);
}

const ended = (text: string) => (text.endsWith('\n') ? text : `${text}\n`);
