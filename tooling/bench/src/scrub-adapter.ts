import { createScrubber, type ScrubKind } from '@mcp-chassis/pii-scrub';

const scrubber = createScrubber();

/** What a scorer calls: the scrubbed value, in the shape of the input. */
export function scrub(input: unknown, kind?: ScrubKind): unknown {
  return scrubber.scrub(input, kind).value;
}
