import type { FailureKind } from './inference-failure.ts';

/** How long a model that is gone is not asked again, in ms. */
const restMs = 300_000;

/** Remembers which models the upstream said are gone, so that not every call has to learn it. */
export interface MissingModels {
  note(model: string, kind: FailureKind): void;
  /** Why the model is not asked now; undefined when it may be. */
  reason(model: string): FailureKind | undefined;
}

export function createMissingModels(now: () => number): MissingModels {
  const missing = new Map<string, { readonly kind: FailureKind; readonly until: number }>();
  return {
    note(model, kind) {
      if (kind === 'retired' || kind === 'unknown_model') missing.set(model, { kind, until: now() + restMs });
    },
    reason(model) {
      const entry = missing.get(model);
      return entry !== undefined && now() < entry.until ? entry.kind : undefined;
    },
  };
}
