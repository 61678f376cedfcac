import { ExporterMetrics, OTLPExporterBase, createOtlpNetworkExportDelegate } from '@opentelemetry/otlp-exporter-base';
import { LogsExporterMetricsHelper, ProtobufLogsSerializer } from '@opentelemetry/otlp-transformer';
import type { ReadableLogRecord } from '@opentelemetry/sdk-logs';

/** Sends one serialized request. */
export type SendRequest = (request: Uint8Array) => Promise<void>;

/**
 * Exports records with OpenTelemetry's exporter and serializer over a transport of ours, one attempt. The transport of
 * `OTLPLogExporter` will not do: it takes a partial success for a success, so that refused records were lost; it drops
 * `Retry-After`, and its error holds the answer's body.
 *
 * @throws whatever `send` throws.
 */
export async function exportOnce(records: readonly ReadableLogRecord[], send: SendRequest): Promise<void> {
  let failure: unknown;
  const transport = {
    async send(request: Uint8Array) {
      try {
        await send(request);
        return { status: 'success' } as const;
      } catch (error) {
        failure = error;
        return { status: 'failure', error: new Error('not sent') } as const;
      }
    },
    shutdown() {},
  };
  const exporter = new OTLPExporterBase(
    createOtlpNetworkExportDelegate(
      { timeoutMillis: Infinity, concurrencyLimit: 1, compression: 'none' },
      ProtobufLogsSerializer,
      createSilentMetrics(),
      transport,
    ),
  );
  const { error } = await new Promise<{ readonly error?: Error }>((resolve) => {
    exporter.export([...records], resolve);
  });
  if (failure !== undefined || error !== undefined) throw failure ?? error;
}

function createSilentMetrics(): ExporterMetrics<ReadableLogRecord[]> {
  return new ExporterMetrics({
    componentType: 'otlp_http_log_exporter',
    metricsHelper: LogsExporterMetricsHelper,
    url: undefined,
    meterProvider: undefined,
    responseAttributesFromError: () => ({}),
  });
}
