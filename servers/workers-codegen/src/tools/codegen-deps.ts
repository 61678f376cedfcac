import type { Inference } from '../inference/inference.ts';
import type { ReferencePrice } from './estimate-saving.ts';

/** What the tools are made from. */
export interface CodegenDeps {
  readonly inference: Inference;
  /** Whether personal data and secrets in what is submitted are replaced before it goes to a model. */
  readonly scrubsInput: boolean;
  readonly referencePrice: ReferencePrice;
}
