import type { z } from 'zod';
import type { Tool, ToolSpec } from './define-tool.ts';
import { isAtLeast } from './impact.ts';

/** Impact and permission of one call: never more than the tool declared, or guards chosen by that would not hold. */
export function judgements<Input extends z.ZodObject, Output extends z.ZodObject>({
  name,
  impact,
  permission,
}: ToolSpec<Input, Output>): Pick<Tool, 'highestImpact' | 'impactOf' | 'permissions' | 'permissionOf'> {
  type Args = z.output<Input>;
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
