export { createScrubber, type PiiScrubber, type ScrubKind, type ScrubberOptions } from './create-scrubber.ts';
export type { Detector, Found } from './detector.ts';
export type { ColumnOperators } from './name-policy.ts';
export type { Operator } from './operators/operator.ts';
export type { ReplacerOptions } from './operators/replacer.ts';
export type { Passage } from './passage.ts';
export type { ScrubStream } from './stream.ts';
export type { ScrubReport } from './tally.ts';
