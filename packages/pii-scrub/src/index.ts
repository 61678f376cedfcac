export { createScrubber, type PiiScrubber, type ScrubberOptions, type ScrubReport } from './create-scrubber.ts';
export type { ColumnOverrides } from './name-policy.ts';
