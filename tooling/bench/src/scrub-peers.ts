import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { createScrubber } from '@mcp-chassis/pii-scrub';
import { installPeers } from './install-peers.ts';

/** A scrubber in the comparison. */
export interface ScrubContender {
  readonly name: string;
  text(text: string): unknown;
  /** Its way to scrub an object; over each of its texts where it has none. */
  value(value: unknown): unknown;
  /** Scrubs rows given as arrays in the order of `columns`. */
  rows(columns: readonly string[], rows: readonly (readonly unknown[])[]): unknown;
  /** Peers that are a hundred times slower are measured on a share of the data. */
  readonly share: number;
}

interface TextRedactor {
  redact(text: string): string;
}
interface ObjectRedactor extends TextRedactor {
  redactObject(value: object): unknown;
}
interface AsyncRedactor {
  detect(text: string): Promise<{ redacted: string }>;
}

const textOnly = 'redact-pii';
const peers = { 'redact-pii': '3.4.0', '@redactpii/node': '1.0.17', openredaction: '1.1.5' } as const;

/** Ours, and what users pick instead, with the options their documentation shows first. */
export async function openScrubContenders(): Promise<readonly ScrubContender[]> {
  const modules = installPeers(peers);
  const require = createRequire(join(modules, 'bench.js'));
  const load = (name: string): Promise<unknown> => import(pathToFileURL(require.resolve(name)).href);

  const { SyncRedactor } = require(textOnly) as { SyncRedactor: new () => TextRedactor };
  const { Redactor } = (await load('@redactpii/node')) as { Redactor: new () => ObjectRedactor };
  const { OpenRedaction } = (await load('openredaction')) as {
    OpenRedaction: new (options: object) => AsyncRedactor;
  };

  const scrubber = createScrubber();
  const redactPii = new SyncRedactor();
  const redactPiiNode = new Redactor();
  const openRedaction = new OpenRedaction({ redactionMode: 'placeholder' });
  const openText = async (text: string): Promise<string> => (await openRedaction.detect(text)).redacted;
  return [
    {
      name: '@mcp-chassis/pii-scrub',
      text: (text) => scrubber.start().text(text),
      value: (value) => scrubber.scrub(value).value,
      rows: (columns, rows) =>
        scrubber.start().rows(
          columns.map((name) => ({ name })),
          rows as Parameters<ReturnType<typeof scrubber.start>['rows']>[1],
        ),
      share: 1,
    },
    overEachText('redact-pii 3.4.0', (text) => redactPii.redact(text), 0.02),
    {
      ...overEachText('@redactpii/node 1.0.17', (text) => redactPiiNode.redact(text), 0.2),
      value: (value) =>
        typeof value === 'string' ? redactPiiNode.redact(value) : redactPiiNode.redactObject(value as object),
    },
    overEachText('openredaction 1.1.5', openText, 0.002),
  ];
}

function overEachText(name: string, text: (text: string) => unknown, share: number): ScrubContender {
  const value = async (input: unknown): Promise<unknown> => {
    if (typeof input === 'string') return text(input);
    if (typeof input !== 'object' || input === null) return input;
    if (Array.isArray(input)) {
      const items: unknown[] = [];
      for (const item of input) items.push(await value(item));
      return items;
    }
    const result: Record<string, unknown> = {};
    for (const [key, item] of Object.entries(input)) result[key] = await value(item);
    return result;
  };
  return { name, text, value, share, rows: (_columns, rows) => value(rows) };
}
