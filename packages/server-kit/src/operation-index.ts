import type { Operation, Resource, Tool } from '@mcp-chassis/tool-kit';

/** Finds the operation a request names. */
export interface OperationIndex {
  find(kind: 'tool' | 'resource', name: string): Operation | undefined;
  /** SHA-256 (hex) of the operation's input schema. */
  schemaHash(operation: Operation): Promise<string>;
  /** SHA-256 (hex) over name and schemas of every tool and the name of every resource. */
  toolsHash(): Promise<string>;
}

export function indexOperations(tools: readonly Tool[], resources: readonly Resource[]): OperationIndex {
  const byName = new Map(tools.map((tool) => [tool.name, tool]));
  const hashes = new Map<Operation, Promise<string>>();
  let all: Promise<string> | undefined;
  return {
    find(kind, name) {
      return kind === 'tool' ? byName.get(name) : resources.find((resource) => resource.match(name) !== undefined);
    },
    schemaHash(operation) {
      let hash = hashes.get(operation);
      if (hash === undefined) {
        hash = sha256(JSON.stringify(operation.inputSchema));
        hashes.set(operation, hash);
      }
      return hash;
    },
    toolsHash: () => (all ??= sha256(JSON.stringify(describe(tools, resources)))),
  };
}

function describe(tools: readonly Tool[], resources: readonly Resource[]) {
  const byName = (a: { readonly name: string }, b: { readonly name: string }) => (a.name < b.name ? -1 : 1);
  return [
    ...tools.toSorted(byName).map(({ name, inputSchema, outputSchema }) => ({ name, inputSchema, outputSchema })),
    ...resources.toSorted(byName).map(({ name }) => ({ name })),
  ];
}

async function sha256(text: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
