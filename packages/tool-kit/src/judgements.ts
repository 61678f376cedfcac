import { isAtLeast, type Impact } from './impact.ts';
import type { Operation } from './operation.ts';

/** What a call can do and which permission it needs: fixed, or by the arguments within what is declared. */
export interface JudgedSpec<Args> {
  readonly name: string;
  readonly impact: Impact | { readonly highest: Impact; readonly of: (args: Args) => Impact };
  /** `area:action`, e.g. `replicas:read`. */
  readonly permission: string | { readonly any: readonly string[]; readonly of: (args: Args) => string };
}

/** Impact and permission of one call: never more than the tool declared, or guards chosen by that would not hold. */
export function judgements<Args>({
  name,
  impact,
  permission,
}: JudgedSpec<Args>): Pick<Operation, 'highestImpact' | 'impactOf' | 'permissions' | 'permissionOf'> {
  const highestImpact = typeof impact === 'string' ? impact : impact.highest;
  const permissions = typeof permission === 'string' ? [permission] : permission.any;
  return {
    highestImpact,
    permissions,
    impactOf(args) {
      if (typeof impact === 'string') return impact;
      const judged = impact.of(args as Args);
      if (isAtLeast(highestImpact, judged)) return judged;
      throw new Error(`${name}: impact.of answered ${judged}, above its highest, ${highestImpact}`);
    },
    permissionOf(args) {
      if (typeof permission === 'string') return permission;
      const judged = permission.of(args as Args);
      if (permissions.includes(judged)) return judged;
      throw new Error(`${name}: permission.of answered ${judged}, which is not one of its permissions`);
    },
  };
}
