import { fitItems, fitText, jsonBytes } from '@mcp-chassis/tool-kit';
import { z } from 'zod';

/** A row of `schemaSql`. */
export const schemaRow = z.object({
  name: z.string(),
  total: z.number(),
  comment: z.string().nullable(),
  kind: z.string(),
  estimate: z.number().nullable(),
  partitions: z.number(),
  columns: z
    .array(
      z.object({
        name: z.string(),
        type: z.string(),
        required: z.boolean(),
        comment: z.string().nullable(),
        labels: z.array(z.string()).nullable(),
      }),
    )
    .nullable(),
  keys: z.array(z.object({ type: z.enum(['p', 'f', 'u']), definition: z.string() })).nullable(),
  indexes: z.array(z.string()).nullable(),
});

/** What the catalog says of one relation. */
export type SchemaRow = z.output<typeof schemaRow>;

/** One relation as agents see it. */
export const relation = z.strictObject({
  name: z.string(),
  kind: z.string(),
  comment: z.string().optional(),
  estimated_rows: z.number().optional(),
  partitions: z.number().optional(),
  columns: z.array(z.string()),
  columns_left_out: z.number().optional(),
  keys: z.array(z.string()).optional(),
  indexes: z.array(z.string()).optional(),
});

type Relation = z.output<typeof relation>;

/** A relation as a tool's `fit` gets it. */
type FrozenRelation = Readonly<Omit<Relation, 'columns' | 'keys' | 'indexes'>> & {
  readonly columns: readonly string[];
  readonly keys?: readonly string[] | undefined;
  readonly indexes?: readonly string[] | undefined;
};

const mostLabels = 20;
const longestComment = 500;
/** Columns shown of one relation among several; alone it shows what fits. */
const mostColumns = 60;

const identifier = String.raw`(?:"(?:[^"]|"")+"|[^\s".]+)`;
const createIndex = new RegExp(
  `^CREATE (UNIQUE )?INDEX (${identifier}) ON (?:ONLY )?${identifier}(?:\\.${identifier})? USING `,
);

/** A relation in few words; `isAlone` when it is all that is shown. */
export function describeRelation(row: SchemaRow, isAlone: boolean): Relation {
  const all = (row.columns ?? []).map(describeColumn);
  const columns = isAlone ? all : all.slice(0, mostColumns);
  const keys = (row.keys ?? []).map(({ definition }) => definition);
  const indexes = (row.indexes ?? []).map((definition) => definition.replace(createIndex, '$1$2 '));
  return {
    name: row.name,
    kind: row.kind,
    ...(row.comment === null ? {} : { comment: row.comment }),
    ...(row.estimate === null ? {} : { estimated_rows: row.estimate }),
    ...(row.partitions === 0 ? {} : { partitions: row.partitions }),
    columns,
    ...(columns.length < all.length ? { columns_left_out: all.length - columns.length } : {}),
    ...(keys.length === 0 ? {} : { keys }),
    ...(indexes.length === 0 ? {} : { indexes }),
  };
}

/** One relation that is too big alone, in at most `bytes`: what it is, and the first of its columns. */
export function fitRelation(whole: FrozenRelation, bytes: number): FrozenRelation {
  const { comment, keys, indexes } = whole;
  const rest = {
    ...whole,
    columns: [],
    columns_left_out: 0,
    ...(comment === undefined ? {} : { comment: fitText(comment, longestComment) }),
    ...(keys === undefined ? {} : { keys: fitList(keys, bytes / 4) }),
    ...(indexes === undefined ? {} : { indexes: fitList(indexes, bytes / 4) }),
  };
  const columns = [...fitItems(whole.columns, bytes - jsonBytes(rest))];
  const left = (whole.columns_left_out ?? 0) + whole.columns.length - columns.length;
  return { ...rest, columns, columns_left_out: left };
}

function fitList(items: readonly string[], bytes: number): string[] {
  const kept = fitItems(items, bytes);
  return kept.length === items.length ? [...items] : [...kept, `... and ${items.length - kept.length} more`];
}

function describeColumn({ name, type, required, comment, labels }: NonNullable<SchemaRow['columns']>[number]): string {
  const shortType = type
    .replace('timestamp with time zone', 'timestamptz')
    .replace('timestamp without time zone', 'timestamp')
    .replace('character varying', 'varchar');
  const values = labels === null ? '' : ` (${describeLabels(labels)})`;
  return `${name} ${shortType}${values}${required ? ' not null' : ''}${comment === null ? '' : ` -- ${comment}`}`;
}

function describeLabels(labels: readonly string[]): string {
  const shown = labels.slice(0, mostLabels).join('|');
  return labels.length > mostLabels ? `${shown}|...` : shown;
}
