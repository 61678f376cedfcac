import { z } from 'zod';
import { configSchema } from './config-schema.ts';

/** One key of the configuration file, for `--help` and the README. */
export interface ConfigKey {
  /** Dotted path; `<name>` stands for a name the user chooses. */
  readonly key: string;
  readonly description: string;
  /** As JSON; absent for a key that has none. */
  readonly default?: string;
  readonly required: boolean;
}

/** Every key of the configuration file, in order. */
export function listConfigKeys(): readonly ConfigKey[] {
  return [...walk(z.toJSONSchema(configSchema, { io: 'input', unrepresentable: 'any' }), '')];
}

type Schema = z.core.JSONSchema.JSONSchema;

function* walk(schema: Schema, prefix: string): Generator<ConfigKey> {
  const properties = schema.properties ?? {};
  for (const [name, property] of Object.entries(properties)) {
    if (typeof property === 'boolean') continue;
    const key = `${prefix}${name}`;
    const isLeaf = property.properties === undefined && !isNamed(property);
    yield {
      key,
      description: property.description ?? '',
      required: schema.required?.includes(name) === true,
      ...(property.default === undefined || !isLeaf ? {} : { default: JSON.stringify(property.default) }),
    };
    yield* walk(property, `${key}.`);
  }
  if (isNamed(schema)) yield* walk(schema.additionalProperties, `${prefix}<name>.`);
}

function isNamed(schema: Schema): schema is Schema & { additionalProperties: Schema } {
  const { additionalProperties } = schema;
  return typeof additionalProperties === 'object' && additionalProperties.properties !== undefined;
}
