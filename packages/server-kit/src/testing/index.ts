export { connectClient } from './connect-client.ts';
export { clientKinds } from './test-client.ts';
export type { CallOptions, ClientKind, Reach, TestAnswer, TestClient } from './test-client.ts';
export { describeServer } from './describe-server.ts';
export type { SampleCall, ServerContract, ServerUnderTest } from './server-under-test.ts';
