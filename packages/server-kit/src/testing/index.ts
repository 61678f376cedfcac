export { connectClient } from './connect-client.ts';
export { clientKinds } from './test-client.ts';
export type { CallOptions, ClientKind, Reach, TestAnswer, TestClient } from './test-client.ts';
