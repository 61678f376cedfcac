import { ToolError, type ReadinessCheck } from '@mcp-chassis/tool-kit';
import type { TargetConfig } from '../config/config.ts';
import type { AsOf } from '../query/as-of.ts';
import type { TargetState } from './target-state.ts';
import { openTarget, type Target, type TargetDeps } from './target.ts';

/** A target as `list_targets` shows it. */
export interface TargetStatus {
  readonly name: string;
  readonly description?: string;
  readonly status: TargetState['status'];
  /** Why it is not ok, in words safe for agents. */
  readonly reason?: string;
  readonly asOf?: AsOf;
}

/** The replicas this server reads, by name. */
export interface TargetRegistry {
  /** @throws ToolError `NOT_FOUND`, naming the targets there are. */
  get(name: string): Target;
  /**
   * How every target is, in the order of the configuration, asked side by side.
   *
   * @throws ToolError `CANCELLED` or `TIMEOUT` when `signal` is aborted first.
   */
  status(signal: AbortSignal): Promise<readonly TargetStatus[]>;
  /** One check per target for `/ready`. */
  readonly checks: readonly ReadinessCheck[];
  /** Waits for the queries under way, then closes every connection and the access path. */
  close(): Promise<void>;
}

/** Opens no connection yet: a target is contacted when it is first asked for. */
export function openTargetRegistry(configs: readonly TargetConfig[], deps: TargetDeps): TargetRegistry {
  const targets = new Map(configs.map((config) => [config.name, openTarget(config, deps)]));
  const names = [...targets.keys()];
  return {
    get(name) {
      const target = targets.get(name);
      if (target === undefined) {
        throw new ToolError('NOT_FOUND', `There is no such target. Targets: ${names.join(', ')}.`, {
          details: { targets: names },
        });
      }
      return target;
    },
    status: (signal) => Promise.all([...targets.values()].map((target) => describe(target, signal))),
    checks: [...targets.values()].map((target) => ({
      name: `target ${target.name}`,
      check: async (signal) => deps.access.problem() ?? (await describe(target, signal)).reason,
    })),
    async close() {
      await Promise.all([...targets.values()].map((target) => target.close()));
      await deps.access.close();
    },
  };
}

async function describe(target: Target, signal: AbortSignal): Promise<TargetStatus> {
  const { state, asOf } = await target.probe(signal);
  const { name, description } = target.config;
  return {
    name,
    ...(description === undefined ? {} : { description }),
    status: state.status,
    ...('reason' in state ? { reason: state.reason } : {}),
    ...(asOf === undefined ? {} : { asOf }),
  };
}
