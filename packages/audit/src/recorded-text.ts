import { fitText, renderUntrusted, type Scrub } from '@mcp-chassis/tool-kit';

/** More than any field keeps, so that a value is scrubbed before it is cut. */
const longestRead = 4_096;

/** Bounded text of a record whose origin is the caller, who may have put anything into it. Never throws. */
export function recordText(text: string, longestBytes: number, scrub: Scrub): string {
  try {
    return fitText(scrub.text(renderUntrusted(text.slice(0, longestRead))), longestBytes);
  } catch {
    return '[not scrubbable]';
  }
}
