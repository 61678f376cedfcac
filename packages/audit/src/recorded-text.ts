import { fitText, renderUntrusted, type Scrub } from '@mcp-chassis/tool-kit';

/** More than any field keeps, so that a value is scrubbed before it is cut. */
const longestRead = 4_096;
/** Texts remembered as clean, and the longest of them in characters. */
const mostClean = 512;
const longestClean = 128;

/** Texts that were found to have nothing to scrub: the names of tools and clients come with every call. */
export type CleanTexts = Set<string>;

/** Bounded text of a record whose origin is the caller, who may have put anything into it. Never throws. */
export function recordText(text: string, longestBytes: number, scrub: Scrub, known?: CleanTexts): string {
  if (known?.has(text) === true) return text;
  try {
    const recorded = fitText(scrub.text(renderUntrusted(text.slice(0, longestRead))), longestBytes);
    if (recorded === text && text.length <= longestClean) remember(known, text);
    return recorded;
  } catch {
    return '[not scrubbable]';
  }
}

function remember(known: CleanTexts | undefined, text: string): void {
  if (known === undefined) return;
  if (known.size >= mostClean) known.clear();
  known.add(text);
}
