import { SeverityNumber, TraceFlags, type Attributes, type HrTime } from '@opentelemetry/api';
import type { Resource } from '@opentelemetry/resources';
import type { ReadableLogRecord } from '@opentelemetry/sdk-logs';
import type { KeptEntry } from '../../kept-entry.ts';
import type { AuditEntry, CallRecord } from '../../record.ts';
import { entryLevel, type EntryLevel } from '../entry-level.ts';

const severity: Readonly<
  Record<EntryLevel, { readonly severityNumber: SeverityNumber; readonly severityText: string }>
> = {
  info: { severityNumber: SeverityNumber.INFO, severityText: 'INFO' },
  warn: { severityNumber: SeverityNumber.WARN, severityText: 'WARN' },
  error: { severityNumber: SeverityNumber.ERROR, severityText: 'ERROR' },
};

/** One object for all records: the exporter groups by its identity. */
const instrumentationScope = { name: '@mcp-chassis/audit', version: '1' };

/**
 * An entry as a log record of OpenTelemetry. Its body is the entry as JSON, because attributes would not keep it to the
 * letter and its hash could not be checked; the attributes are what one searches by. `log.record.uid` is the key by
 * which a backend may drop what it has already.
 */
export function toLogRecord({ json, key, entry }: KeptEntry, resource: Resource): ReadableLogRecord {
  const time = toHrTime(entry.at);
  return {
    hrTime: time,
    hrTimeObserved: time,
    ...severity[entryLevel(entry)],
    eventName: `mcp_chassis.audit.${entry.phase}`,
    body: json,
    attributes: {
      'log.record.uid': key,
      'mcp_chassis.audit.phase': entry.phase,
      'mcp_chassis.audit.instance': entry.stream.instance,
      'mcp_chassis.audit.boot': entry.stream.boot,
      'mcp_chassis.audit.seq': entry.stream.seq,
      'mcp_chassis.audit.hash': entry.stream.hash,
      ...ofEntry(entry),
    },
    droppedAttributesCount: 0,
    resource,
    instrumentationScope,
    ...spanContextOf(entry),
  };
}

function ofEntry(entry: AuditEntry): Attributes {
  switch (entry.phase) {
    case 'attempt':
      return ofCall(entry);
    case 'outcome':
      return {
        ...ofCall(entry),
        'mcp_chassis.audit.status': entry.outcome.status,
        'mcp_chassis.audit.effect': entry.outcome.effect,
        ...present('error.type', entry.outcome.code),
        ...present('mcp_chassis.audit.duration_ms', entry.duration_ms),
      };
    case 'rejection':
      return {
        'mcp_chassis.audit.reason': entry.reason,
        'mcp_chassis.audit.count': entry.count,
        ...present('client.address', entry.address),
      };
    default:
      return {};
  }
}

function ofCall({ call_id, actor, operation, source, protocol }: CallRecord): Attributes {
  return {
    'mcp_chassis.audit.call_id': call_id,
    'mcp_chassis.audit.agent': actor.agent,
    'mcp_chassis.audit.agent_owner': actor.owner,
    'mcp_chassis.audit.impact': operation.impact,
    'mcp_chassis.audit.operation': operation.name,
    'mcp_chassis.audit.permission': operation.permission,
    'mcp.method.name': operation.kind === 'tool' ? 'tools/call' : 'resources/read',
    'mcp.protocol.version': protocol,
    ...(operation.kind === 'tool' && { 'gen_ai.tool.name': operation.name }),
    ...present('user.id', actor.user),
    ...present('client.address', source.address),
    ...present('user_agent.original', source.user_agent),
  };
}

const present = (name: string, value: string | number | undefined): Attributes =>
  value === undefined ? {} : { [name]: value };

/** The client sampled or not: that is not recorded, so no flag is set. */
function spanContextOf(entry: AuditEntry): Pick<ReadableLogRecord, 'spanContext'> {
  if (!('trace' in entry) || entry.trace === undefined) return {};
  const { trace_id: traceId, parent_id: spanId } = entry.trace;
  return { spanContext: { traceId, spanId, traceFlags: TraceFlags.NONE } };
}

function toHrTime(iso: string): HrTime {
  const ms = Date.parse(iso);
  return [Math.floor(ms / 1_000), (ms % 1_000) * 1_000_000];
}
