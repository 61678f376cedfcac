import type { Operation, Resource, Tool } from '@mcp-chassis/tool-kit';

/** Finds the operation a request names. */
export interface OperationIndex {
  find(kind: 'tool' | 'resource', name: string): Operation | undefined;
  hashes(): Promise<OperationHashes>;
}

/** SHA-256, in hex. */
export interface OperationHashes {
  /** Over name and schemas of every tool and the name of every resource. */
  readonly all: string;
  /** Of each operation's input schema. */
  readonly bySchema: ReadonlyMap<Operation, string>;
}

export function indexOperations(tools: readonly Tool[], resources: readonly Resource[]): OperationIndex {
  const byName = new Map(tools.map((tool) => [tool.name, tool]));
  return {
    find(kind, name) {
      return kind === 'tool' ? byName.get(name) : resources.find((resource) => resource.match(name) !== undefined);
    },
    async hashes() {
      const operations: readonly Operation[] = [...tools, ...resources];
      const hashOf = async (operation: Operation) =>
        [operation, await sha256(JSON.stringify(operation.inputSchema))] as const;
      const bySchema = new Map(await Promise.all(operations.map(hashOf)));
      return { all: await sha256(JSON.stringify(describe(tools, resources))), bySchema };
    },
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
