import { readFileSync } from 'node:fs';
import { delimiter, dirname } from 'node:path';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { getDefaultEnvironment, StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';

/** A server in the comparison: how it is started, and how it is asked to run a statement. */
export interface Contender {
  readonly name: string;
  /** The file to execute. */
  readonly command: string;
  readonly args: readonly string[];
  readonly call: (sql: string) => { readonly name: string; readonly arguments: Record<string, unknown> };
}

/** A started contender. */
export interface Running {
  readonly name: string;
  /** Bytes of the text the client got. @throws Error when the answer is an error. */
  query(sql: string): Promise<number>;
  /** Now and at most, in MiB; Linux only. */
  memory(): { readonly now: number; readonly peak: number };
  close(): Promise<void>;
}

/** Starts it over stdio with the same client for all. */
export async function startContender({ name, command, args, call }: Contender): Promise<Running> {
  const transport = new StdioClientTransport({
    command,
    args: [...args],
    // What is executed by its first line finds the Node that the others run on.
    env: { ...getDefaultEnvironment(), PATH: `${dirname(process.execPath)}${delimiter}${process.env['PATH']}` },
    stderr: 'ignore',
  });
  const client = new Client({ name: 'bench', version: '1.0.0' });
  await client.connect(transport);
  const status = () => readFileSync(`/proc/${transport.pid}/status`, 'utf8');
  const mebibytes = (field: string) => Number(new RegExp(`${field}:\\s+(\\d+) kB`).exec(status())?.[1]) / 1_024;
  return {
    name,
    async query(sql) {
      const { content, isError } = (await client.callTool(call(sql))) as {
        content: { text: string }[];
        isError?: boolean;
      };
      const text = content.map((block) => block.text).join('');
      if (isError === true) throw new Error(`${name}: ${text}`);
      return text.length;
    },
    memory: () => ({ now: mebibytes('VmRSS'), peak: mebibytes('VmHWM') }),
    close: () => client.close(),
  };
}
