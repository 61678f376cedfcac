import { ToolError } from '@mcp-chassis/tool-kit';

/** One thing wrong with a target. */
export interface Finding {
  /** `refuse`: no agent may query it. `warn`: it is served, and an operator should know. */
  readonly severity: 'refuse' | 'warn';
  /** What a call to the target ends in when it is refused. */
  readonly code: 'NOT_A_REPLICA' | 'TARGET_REFUSED' | 'UPSTREAM_UNAVAILABLE';
  /** In words safe for an agent: no host, role or value. */
  readonly problem: string;
  /** What an operator can do, usually SQL to run on the primary. Names the role: for `--check` only. */
  readonly fix?: string;
}

/** The error of a call to a target with this finding. */
export function refusal(target: string, { code, problem }: Finding, cause?: unknown): ToolError {
  return new ToolError(code, `Target ${target}: ${problem}.`, { cause });
}
