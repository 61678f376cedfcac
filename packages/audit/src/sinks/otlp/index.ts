export { openOtlpSink, type OtlpSinkOptions } from './otlp-sink.ts';
export type { HttpReceiver } from '../net/open-poster.ts';
export type { SecretSource } from '../net/secret-source.ts';
