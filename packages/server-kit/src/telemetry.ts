import {
  context,
  metrics,
  propagation,
  SpanKind,
  SpanStatusCode,
  trace,
  type Attributes,
  type Histogram,
  type MeterProvider,
  type Tracer,
} from '@opentelemetry/api';
import type { Call, Outcome } from '@mcp-chassis/tool-kit';

/** Spans and durations of calls, by OpenTelemetry's conventions for MCP. Costs nothing until an SDK is registered. */
export interface Telemetry {
  observe(call: Call, known: boolean, next: () => Promise<Outcome>): Promise<Outcome>;
}

// Buckets in seconds: from a cached answer to the longest tool.
const buckets = [0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 30, 60];

/** Traces go to the provider registered with the OpenTelemetry API; durations to `meters`, or to the registered one. */
export function createTelemetry(
  server: { readonly name: string; readonly version: string },
  meters: MeterProvider | undefined,
  now: () => number,
): Telemetry {
  const tracer = trace.getTracer(server.name, server.version);
  const duration = (meters ?? metrics.getMeterProvider())
    .getMeter(server.name, server.version)
    .createHistogram('mcp.server.operation.duration', {
      unit: 's',
      description: 'Duration of MCP requests as the server saw them.',
      advice: { explicitBucketBoundaries: buckets },
    });
  return { observe: (call, known, next) => observe({ tracer, duration, now }, call, known, next) };
}

async function observe(
  { tracer, duration, now }: { tracer: Tracer; duration: Histogram; now: () => number },
  call: Call,
  known: boolean,
  next: () => Promise<Outcome>,
): Promise<Outcome> {
  const method = call.operation.kind === 'tool' ? 'tools/call' : 'resources/read';
  // A name that does not exist is the caller's text: kept out of span names and labels.
  const name = known ? call.operation.name : undefined;
  const labels: Attributes = {
    'mcp.method.name': method,
    'mcp.protocol.version': call.protocolVersion,
    'network.transport': call.source.transport === 'http' ? 'tcp' : 'pipe',
  };
  if (name !== undefined) labels['gen_ai.tool.name'] = name;
  const parent = propagation.extract(context.active(), call.trace);
  const span = tracer.startSpan(
    name === undefined ? method : `${method} ${name}`,
    { kind: SpanKind.SERVER, attributes: labels },
    parent,
  );
  const outcome = await context.with(trace.setSpan(parent, span), next);
  const seconds = (now() - call.startedAt) / 1_000;
  if (outcome.ok) {
    duration.record(seconds, labels);
  } else {
    const failure = { 'error.type': outcome.error.code };
    span.setStatus({ code: SpanStatusCode.ERROR, message: outcome.error.code }).setAttributes(failure);
    duration.record(seconds, { ...labels, ...failure });
  }
  span.end();
  return outcome;
}
