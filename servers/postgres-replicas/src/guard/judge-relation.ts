import type { QueryUses, RelationUse } from './query-uses.ts';
import type { Refusal } from './refusal.ts';
import { refusedSchemas, secretRelations, type SecretRelation } from './rules/secret-relations.ts';
import { secretSettings } from './rules/settings.ts';

const secrets = new Map(secretRelations.flatMap((secret) => secret.relations.map((name) => [name, secret] as const)));

/** Judges one relation of the FROM clause, together with how the whole statement reads it. */
export function judgeRelation(relation: RelationUse, uses: QueryUses): Refusal | undefined {
  const schema = judgeSchema(relation.schema, relation.location);
  if (schema !== undefined) return schema;
  const ofCatalog =
    relation.schema === undefined || relation.schema === 'pg_catalog' || relation.schema === 'information_schema';
  if (!ofCatalog) return undefined;
  if (relation.name === 'pg_settings') return judgeSettingsRows(relation, uses);
  const secret = secrets.get(relation.name);
  if (secret === undefined || (secret.columns !== undefined && readsOnlyOthers(relation, secret, uses))) {
    return undefined;
  }
  return refuse(relation, secret);
}

/** Judges the schema of any qualified name. */
export function judgeSchema(schema: string | undefined, location: number | undefined): Refusal | undefined {
  const refused = schema === undefined ? undefined : refusedSchemas.find(({ pattern }) => pattern.test(schema));
  return refused && { rule: 'schema', reason: `This schema is refused: ${refused.because}.`, location };
}

/**
 * Whether no secret column can come out: none is named, nothing is renamed, and no star or whole row is taken. Scopes
 * are not told apart, so the answer errs towards no.
 */
function readsOnlyOthers(
  relation: RelationUse,
  { columns = [], maskedInStar }: SecretRelation,
  uses: QueryUses,
): boolean {
  if (maskedInStar === true ? losesOrigin(uses) : uses.stars > 0) return false;
  if (relation.renamesColumns || uses.renamesColumns) return false;
  if (columns.some((column) => uses.identifiers.has(column))) return false;
  return ![...uses.fromItems.keys()].some((item) => uses.bareColumns.has(item));
}

/** Whether a star's columns may come out as something else: inside an expression, or out of a set operation. */
const losesOrigin = (uses: QueryUses): boolean => uses.stars > uses.plainStars || (uses.stars > 0 && uses.combines);

function refuse(relation: RelationUse, secret: SecretRelation): Refusal {
  return {
    rule: 'secret-relation',
    reason: `${relation.name} is refused: it ${secret.because}.${secret.instead === undefined ? '' : ` ${secret.instead}`}`,
    location: relation.location,
  };
}

/** Postgres hides secret settings from roles without `pg_read_all_settings`; here nobody looks for one by name. */
function judgeSettingsRows(relation: RelationUse, uses: QueryUses): Refusal | undefined {
  const looksForSecret = uses.texts.some((text) => {
    const wanted = text.toLowerCase().replaceAll(/[%_\\^$.*]/gu, '');
    return wanted.length >= 5 && secretSettings.some((name) => name.replaceAll('_', '').includes(wanted));
  });
  if (!looksForSecret) return undefined;
  return {
    rule: 'setting',
    reason: 'pg_settings may not be searched for settings that hold credentials or commands. Name other settings.',
    location: relation.location,
  };
}
