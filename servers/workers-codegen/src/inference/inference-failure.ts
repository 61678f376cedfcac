/**
 * Why a model did not answer. `retired`, `unknown_model`, `overloaded` and `unavailable` are of the one model: another may answer.
 * The rest would be the same with any.
 */
export type FailureKind =
  | 'retired'
  | 'unknown_model'
  | 'overloaded'
  | 'unavailable'
  | 'unauthorized'
  | 'quota'
  | 'invalid'
  | 'timeout'
  | 'unreachable'
  | 'unreadable'
  | 'cut'
  | 'unusable';

const ofOneModel: ReadonlySet<FailureKind> = new Set(['retired', 'unknown_model', 'overloaded', 'unavailable']);

/** A failed attempt. Holds nothing of what the upstream said. */
export class InferenceFailure extends Error {
  readonly kind: FailureKind;

  constructor(kind: FailureKind, options?: ErrorOptions) {
    super(`inference failed: ${kind}`, options);
    this.name = 'InferenceFailure';
    this.kind = kind;
  }

  /** True when another model may answer what this one did not. */
  get isOfOneModel(): boolean {
    return ofOneModel.has(this.kind);
  }
}
