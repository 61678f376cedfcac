import type { Json } from '@mcp-chassis/tool-kit';
import type { TextValue } from '../client/wire.ts';

/**
 * A JSON parameter in Postgres' text format; the server infers its type from the statement. Arrays become array
 * literals, objects JSON text.
 */
export function encodeParam(value: Json): TextValue {
  if (value === null || typeof value === 'string') return value;
  if (Array.isArray(value)) return encodeArray(value);
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

function encodeArray(items: readonly Json[]): string {
  return `{${items.map(encodeElement).join(',')}}`;
}

function encodeElement(item: Json): string {
  if (item === null) return 'NULL';
  if (Array.isArray(item)) return encodeArray(item);
  const text = typeof item === 'object' ? JSON.stringify(item) : String(item);
  return `"${text.replace(/["\\]/g, '\\$&')}"`;
}
