import type { Checked } from '../inference/check-answer.ts';

/** A line that opens or closes a block. What follows the mark is the language, on an opening line. */
const fence = /^[ \t]*(`{3,}|~{3,})([^`]*)$/;

/**
 * The code of an answer: what is inside its fenced block, or all of it where there is none. One pass over the lines: an answer
 * that was made to be slow to read is not.
 */
export function unwrapFence(text: string): Checked<string> {
  const { blocks, isOpen } = readBlocks(text);
  if (isOpen) return { ok: false, problem: 'a fenced block of code is not closed.' };
  if (blocks.length > 1)
    return { ok: false, problem: 'there is more than one fenced block of code; give exactly one.' };
  const code = blocks[0] ?? text.trim();
  return code.trim() === '' ? { ok: false, problem: 'the block of code is empty.' } : { ok: true, value: code };
}

/** True when the last fenced block is not closed, as where an answer was cut. */
export function hasOpenFence(text: string): boolean {
  return readBlocks(text).isOpen;
}

function readBlocks(text: string): { readonly blocks: readonly string[]; readonly isOpen: boolean } {
  const blocks: string[] = [];
  let open: { readonly mark: string; readonly lines: string[] } | undefined;
  for (const line of text.split('\n')) {
    const [, mark = '', rest = ''] = fence.exec(line) ?? [];
    if (open === undefined) {
      if (mark !== '') open = { mark, lines: [] };
    } else if (closes(open.mark, mark, rest)) {
      blocks.push(open.lines.join('\n'));
      open = undefined;
    } else {
      open.lines.push(line);
    }
  }
  return { blocks, isOpen: open !== undefined };
}

/** A block ends with a line of its own mark, at least as long, and nothing behind it. */
function closes(opening: string, mark: string, rest: string): boolean {
  return mark.startsWith(opening) && rest.trim() === '';
}
