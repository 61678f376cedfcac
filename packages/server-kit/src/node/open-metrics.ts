import { resourceFromAttributes } from '@opentelemetry/resources';
import { MeterProvider, MetricReader } from '@opentelemetry/sdk-metrics';
import type { ServerMetrics } from '../server-spec.ts';

class PullReader extends MetricReader {
  protected override async onShutdown(): Promise<void> {}
  protected override async onForceFlush(): Promise<void> {}
}

/** Metrics of `service` that `/metrics` renders in Prometheus' text format when it is asked. */
export function openMetrics(service: { readonly name: string; readonly version: string }): ServerMetrics {
  const reader = new PullReader();
  const provider = new MeterProvider({
    readers: [reader],
    resource: resourceFromAttributes({ 'service.name': service.name, 'service.version': service.version }),
  });
  return {
    meterProvider: provider,
    async render() {
      // Loaded when somebody asks: it brings node:http, which brings all of `fetch`.
      const { PrometheusSerializer } = await import('@opentelemetry/exporter-prometheus');
      const { resourceMetrics } = await reader.collect();
      return new PrometheusSerializer().serialize(resourceMetrics);
    },
  };
}
