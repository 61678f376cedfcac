import { resourceFromAttributes, type Resource } from '@opentelemetry/resources';
import type { AuditEntry } from '../../record.ts';

/** Finds the resource of an entry: who wrote it. The same one for entries alike, because the exporter groups by identity. */
export type ResourceOf = (entry: AuditEntry) => Resource;

/** `fixed` wins over what an entry says of its server. An entry of the log itself names the instance alone. */
export function createResources(fixed: Readonly<Record<string, string>>): ResourceOf {
  const known = new Map<string, Resource>();
  return (entry) => {
    const attributes = { ...describe(entry), 'service.instance.id': entry.stream.instance, ...fixed };
    const key = JSON.stringify(attributes);
    const resource = known.get(key) ?? resourceFromAttributes(attributes);
    known.set(key, resource);
    return resource;
  };
}

function describe(entry: AuditEntry): Record<string, string> {
  if (!('server' in entry)) return {};
  return {
    'service.name': entry.server.name,
    'service.version': entry.server.version,
    'deployment.environment.name': entry.environment,
  };
}
