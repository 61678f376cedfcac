export { createServer } from './create-server.ts';
export type { ChassisServer, FetchContext, Health, Readiness } from './server.ts';
export type { HttpLimits, ServerMetrics, ServerSpec } from './server-spec.ts';
export { noneOnLoopback } from './none-on-loopback.ts';
export { silentLogger, type Logger } from './logger.ts';
export type { Engine } from './engine/engine.ts';
export type { McpFace, McpReply, Peer, RequestFacts } from './engine/mcp-face.ts';
