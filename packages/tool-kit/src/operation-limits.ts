import type { Egress } from './egress.ts';
import { defaultBudgetBytes, defaultTimeoutMs, longestTimeoutMs, type Operation } from './operation.ts';

/**
 * What bounds an operation, with the defaults filled in.
 *
 * @throws Error when a bound is no bound, or when scrubbing is off without a reason.
 */
export function operationLimits(spec: {
  readonly name: string;
  readonly timeoutMs?: number;
  readonly budgetBytes?: number;
  readonly egress?: Egress;
}): Pick<Operation, 'timeoutMs' | 'budgetBytes' | 'egress'> {
  const { name, timeoutMs = defaultTimeoutMs, budgetBytes = defaultBudgetBytes, egress = 'generic' } = spec;
  if (!Number.isInteger(timeoutMs) || timeoutMs < 1 || timeoutMs > longestTimeoutMs) {
    throw new Error(`${name}: timeoutMs must be a whole number from 1 to ${longestTimeoutMs}`);
  }
  if (!Number.isSafeInteger(budgetBytes) || budgetBytes < 1) {
    throw new Error(`${name}: budgetBytes must be a whole number of at least 1`);
  }
  if (typeof egress === 'object' && egress.off.trim() === '') {
    throw new Error(`${name}: egress is off without a reason`);
  }
  return { timeoutMs, budgetBytes, egress };
}
