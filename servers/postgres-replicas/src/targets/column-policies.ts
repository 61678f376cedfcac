import type { ScrubColumn } from '@mcp-chassis/tool-kit';
import type { TargetConfig } from '../config/config.ts';
import { maskedColumns } from '../guard/rules/secret-relations.ts';

const builtIn = maskedColumns.map((key) => [key, 'redact'] as const);

/** The policies of all targets in one table: two databases may have a table of the same name. */
export function columnPolicies(
  targets: readonly Pick<TargetConfig, 'name' | 'columns'>[],
): Readonly<Record<string, 'redact' | 'allow'>> {
  return Object.fromEntries(
    targets.flatMap(({ name, columns }) =>
      [...builtIn, ...Object.entries(columns)].map(([key, policy]) => [
        `${name}.${key}`,
        policy === 'allow' ? policy : 'redact',
      ]),
    ),
  );
}

/** A column as `columnPolicies` knows it: its schema is named within its target. */
export function withinTarget(target: string, column: ScrubColumn): ScrubColumn {
  const { name, origin } = column;
  return origin === undefined ? { name } : { name, origin: { ...origin, schema: `${target}.${origin.schema}` } };
}

/** The bare names of a target's strict columns, for the guard. */
export function strictColumns({ columns }: Pick<TargetConfig, 'columns'>): ReadonlySet<string> {
  const strict = Object.entries(columns).filter(([, policy]) => policy === 'strict');
  return new Set(strict.map(([key]) => key.slice(key.lastIndexOf('.') + 1)));
}
