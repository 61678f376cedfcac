import { hash } from 'node:crypto';
import type { AuditLog, Scrubber } from '@mcp-chassis/tool-kit';
import type { DestinationStream } from 'pino';
import { createAuditLog } from '../audit-log.ts';
import { openFileSink } from './file-sink.ts';
import { openPinoSink } from './pino-sink.ts';
import { openStderrLogger } from './stderr-logger.ts';

/** What a server on Node needs to say about its audit log. */
export interface NodeAuditLogOptions {
  /** NDJSON, appended to, and shared with other processes of the machine if they name it too. See `openFileSink`. */
  readonly file: string;
  readonly scrubber: Scrubber;
  /** Whether records go to stderr too. Default `true`. Problems go there in any case. */
  readonly stderr?: boolean;
  /** Epoch ms. Default `Date.now`. */
  readonly now?: () => number;
  /** Stands in for stderr. */
  readonly destination?: DestinationStream;
}

/**
 * An audit log in a file, which every call needs, and on stderr beside it.
 *
 * @throws Error when the file cannot be opened.
 */
export async function openNodeAuditLog(options: NodeAuditLogOptions): Promise<AuditLog> {
  const { file, scrubber, stderr = true, now = Date.now, destination } = options;
  const log = openStderrLogger(destination, () => {});
  const fileSink = await openFileSink({
    path: file,
    onTornLine: (bytes) => log.warn({ bytes }, 'audit: the last line of the file was torn and has been ended'),
  });
  return createAuditLog({
    scrubber,
    sinks: stderr ? [fileSink, openPinoSink(destination && { destination })] : [fileSink],
    now,
    sha256: (text) => hash('sha256', text, 'hex'),
    onProblem: ({ sink, error }) => log.error({ sink, code: codeOf(error) }, 'audit: a sink stopped working'),
  });
}

/** What went wrong, without the path that an error's message names. */
function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return typeof error;
  return 'code' in error ? String(error.code) : error.name;
}
