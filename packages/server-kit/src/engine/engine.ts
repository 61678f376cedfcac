import type { McpFace, Peer } from './mcp-face.ts';

/** Connects the server to a wire. The seam behind which the MCP SDKs are. */
export interface Engine {
  /** The SDK's package name. */
  readonly name: string;
  /** Answers one authenticated request to `/mcp`, within the body limit. */
  fetch(request: Request, peer: Peer): Promise<Response>;
  /** Ends what streams; called when the server shuts down, after the last call. */
  close(): Promise<void>;
}

/** `onError` hears of what the SDK reports beside its answers. */
export type EngineFactory = (face: McpFace, onError: (error: Error) => void) => Engine;
