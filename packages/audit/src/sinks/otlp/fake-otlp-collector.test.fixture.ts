import protobuf from 'protobufjs';
import type { AuditEntry } from '../../record.ts';
import { openFakeReceiver, type FakeReceiver } from '../net/fake-receiver.test.fixture.ts';
import { otlpLogsProto } from './otlp-logs-proto.test.fixture.ts';

/** A log record as it came over the wire, with bytes as hex. */
export interface ReceivedLog {
  readonly resource: Readonly<Record<string, unknown>>;
  readonly attributes: Readonly<Record<string, unknown>>;
  readonly body: string;
  readonly severityNumber: number;
  readonly severityText: string;
  readonly eventName: string;
  readonly timeUnixNano: string;
  readonly traceId: string;
  readonly spanId: string;
}

interface KeyValue {
  readonly key: string;
  readonly value: Readonly<Record<string, unknown>>;
}

interface Decoded {
  readonly resourceLogs: readonly {
    readonly resource: { readonly attributes: readonly KeyValue[] };
    readonly scopeLogs: readonly {
      readonly logRecords: readonly {
        readonly attributes: readonly KeyValue[];
        readonly body: { readonly stringValue: string };
        readonly severityNumber: number;
        readonly severityText: string;
        readonly eventName: string;
        readonly timeUnixNano: string;
        readonly traceId: Buffer;
        readonly spanId: Buffer;
      }[];
    }[];
  }[];
}

const root = protobuf.parse(otlpLogsProto, { keepCase: false }).root;
const requestType = root.lookupType('ExportLogsServiceRequest');
const responseType = root.lookupType('ExportLogsServiceResponse');

/** Reads OTLP with another implementation of protobuf than the one that wrote it. */
export function decodeOtlp(body: Uint8Array): ReceivedLog[] {
  const request = requestType.toObject(requestType.decode(body), {
    longs: String,
    bytes: Buffer,
    defaults: true,
  }) as Decoded;
  return request.resourceLogs.flatMap(({ resource, scopeLogs }) =>
    scopeLogs.flatMap(({ logRecords }) =>
      logRecords.map((record) => ({
        ...record,
        resource: toObject(resource.attributes),
        attributes: toObject(record.attributes),
        body: record.body.stringValue,
        traceId: Buffer.from(record.traceId).toString('hex'),
        spanId: Buffer.from(record.spanId).toString('hex'),
      })),
    ),
  );
}

function toObject(pairs: readonly KeyValue[]): Record<string, unknown> {
  return Object.fromEntries(pairs.map(({ key, value }) => [key, Object.values(value)[0]]));
}

/** Keeps what it does not refuse and says how many it refused, as a collector does. */
export function openFakeOtlpCollector(): Promise<FakeReceiver> {
  const answer = (rejectedLogRecords: number) =>
    responseType
      .encode({ partialSuccess: { rejectedLogRecords, errorMessage: 'the-words-of-the-collector' } })
      .finish();
  return openFakeReceiver({
    decode: (body) =>
      decodeOtlp(body).map(({ attributes, body: text }) => ({
        key: String(attributes['log.record.uid']),
        entry: JSON.parse(text) as AuditEntry,
      })),
    accept: (response) => void response.writeHead(200, { 'content-type': 'application/x-protobuf' }).end(),
    refuse: (response, refused) =>
      void response.writeHead(200, { 'content-type': 'application/x-protobuf' }).end(answer(refused)),
    keepsRest: true,
  });
}
