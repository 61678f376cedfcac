export { startFakeInference, type FakeInference, type FakeInferenceOptions, type SeenCall } from './fake-inference.ts';
export { upstreamCanary } from './answer-call.ts';
