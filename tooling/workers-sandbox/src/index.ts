export { startFakeInference, type FakeInference, type FakeInferenceOptions, type SeenCall } from './fake-inference.ts';
export { startLocalWorker, type LocalWorker, type LocalWorkerOptions } from './local-worker.ts';
export { loginWithPin, type LoginOptions, type LoginTokens } from './login-with-pin.ts';
export { upstreamCanary } from './answer-call.ts';
