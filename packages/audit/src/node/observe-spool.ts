import { metrics, type MeterProvider } from '@opentelemetry/api';
import type { Spool } from './open-spool.ts';
import type { SpoolEvent } from './spool-event.ts';

/** Metrics of the audit log. */
export interface SpoolObserver {
  /** From here on the spool is asked whenever metrics are read. */
  watch(spool: Pick<Spool, 'stats'>): void;
  count(event: SpoolEvent): void;
  countOutage(): void;
}

/** Names are `mcp.audit.*`; the label `sink` is the sink's name. */
export function observeSpool(provider: MeterProvider = metrics.getMeterProvider()): SpoolObserver {
  const meter = provider.getMeter('@mcp-chassis/audit');
  const outages = meter.createCounter('mcp.audit.outages', {
    description: 'Times that records could no longer be kept, so that calls were refused.',
  });
  const setAside = meter.createCounter('mcp.audit.sink.set_aside', {
    description: 'Records that a sink refused, set aside in the spool.',
  });
  const bytes = meter.createObservableGauge('mcp.audit.spool.size', {
    unit: 'By',
    description: 'Size of the spool on disk.',
  });
  const behind = meter.createObservableGauge('mcp.audit.sink.behind', {
    description: 'Records that the sink has not acknowledged.',
  });
  const stalled = meter.createObservableGauge('mcp.audit.sink.stalled', {
    unit: 's',
    description: 'Time for which records have waited and the sink has acknowledged none.',
  });
  const failures = meter.createObservableGauge('mcp.audit.sink.failures', {
    description: 'Deliveries that failed in a row.',
  });
  return {
    watch(spool) {
      meter.addBatchObservableCallback(
        (result) => {
          const stats = spool.stats();
          result.observe(bytes, stats.bytes);
          for (const [sink, of] of Object.entries(stats.sinks)) {
            result.observe(behind, of.behind, { sink });
            result.observe(stalled, of.stalledMs / 1_000, { sink });
            result.observe(failures, of.failures, { sink });
          }
        },
        [bytes, behind, stalled, failures],
      );
    },
    count(event) {
      if (event.kind === 'set-aside') setAside.add(1, { sink: event.sink });
    },
    countOutage: () => outages.add(1),
  };
}
