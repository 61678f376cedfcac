import type { Duplex } from 'node:stream';
import type { Client, FieldDef } from 'pg';

/** A value as Postgres sends and takes it in text format. */
export type TextValue = string | null;

/** What we use of node-postgres's connection. */
export interface Wire {
  readonly stream: Duplex;
}

/** A statement node-postgres submits and feeds with the server's messages until `ReadyForQuery` or an error. */
export interface WireQuery {
  submit(wire: Wire): void;
  handleRowDescription(message: { readonly fields: readonly FieldDef[] }): void;
  handleDataRow(message: { readonly fields: readonly TextValue[] }): void;
  handleCommandComplete(message: { readonly text: string }): void;
  handlePortalSuspended(): void;
  handleEmptyQuery(): void;
  handleCopyInResponse(): void;
  handleCopyData(): void;
  handleReadyForQuery(): void;
  handleError(error: Error): void;
}

/** Hands a query to node-postgres. */
export function submitQuery(client: Client, query: WireQuery): void {
  client.query(query as unknown as Parameters<Client['query']>[0] & { submit: () => void });
}

/** The plaintext stream of a connected client, after TLS. */
export function wireStream(client: Client): Duplex {
  return client.connection.stream;
}

/** What a cancel request must name. */
export interface BackendKey {
  readonly processId: number;
  readonly secretKey: number;
}

/** The key the server gave this connection; undefined when it gave none (some poolers). */
export function backendKey(client: Client): BackendKey | undefined {
  const { processID, secretKey } = client as unknown as { processID: number | null; secretKey: number | null };
  return processID === null || secretKey === null ? undefined : { processId: processID, secretKey };
}
