import { assembleServer } from '../create-server.ts';
import type { ChassisServer } from '../server.ts';
import type { ServerSpec } from '../server-spec.ts';
import { v1Engine } from './v1-engine.ts';

/**
 * The same server on `@modelcontextprotocol/sdk` 1.x, for teams bound to it. It serves the revisions up to
 * 2025-11-25 only; clients of 2026-07-28 fall back to `initialize`. For stdio pass `connectSdkV1Stdio` to `serve`.
 *
 * @throws Error as `createServer` does.
 */
export function createSdkV1Server(spec: ServerSpec): ChassisServer {
  return assembleServer(spec, v1Engine);
}
