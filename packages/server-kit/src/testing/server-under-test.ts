import type { JsonObject } from '@mcp-chassis/tool-kit';
import type { Reach } from './test-client.ts';

/** A running server, as the contract suite uses it. */
export interface ServerUnderTest {
  readonly http: Extract<Reach, { kind: 'http' }>;
  /** The same server started by its client. Absent for one that is served over HTTP only, e.g. on Workers. */
  readonly stdio?: Extract<Reach, { kind: 'stdio' }>;
  /** The call records so far, of every transport, oldest first. */
  readAudit(): Promise<readonly JsonObject[]>;
  /** Everything the server wrote so far, by sink: audit files, stderr, metrics. */
  readSinks(): Promise<Readonly<Record<string, string>>>;
  close(): Promise<void>;
}

/** One call every client makes, and what it must come to. */
export interface SampleCall {
  readonly tool: string;
  readonly args: JsonObject;
  /** `ok`, or the error code. */
  readonly expect: string;
  /** The part of the value that is the same for every client. Default: all of it. */
  readonly stable?: (value: JsonObject) => unknown;
}

/** What the contract suite needs of a server. */
export interface ServerContract {
  readonly name: string;
  open(): Promise<ServerUnderTest>;
  /** What it is served over. Default both. */
  readonly transports?: readonly ('http' | 'stdio')[];
  /** Where `tools.snapshot.json` is committed. */
  readonly snapshot: URL;
  /** At least one call per tool that is `ok`, and one per kind of refusal. */
  readonly samples: readonly SampleCall[];
  /** Values that are in the data, the configuration and the arguments of `samples`, and must appear nowhere. */
  readonly canaries: readonly string[];
}
