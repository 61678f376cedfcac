import { isToolError } from '@mcp-chassis/tool-kit';

/** One error of a chain of causes, fit for a log. */
export interface DescribedError {
  readonly name: string;
  /** A `ToolError`'s code, a SQLSTATE or a system code such as `ECONNREFUSED`. */
  readonly code?: string;
  /** Only of a `ToolError`: we wrote it. What others wrote may hold hosts, SQL and values. */
  readonly message?: string;
  /** The innermost frames, as function, file name and line: no directories. */
  readonly at: readonly string[];
}

const longestChain = 5;
const framesKept = 5;
const harmlessCode = /^[A-Za-z0-9_]{1,40}$/;

/** An error and its causes, as far as they can be told without secret, host, path, SQL or value. */
export function describeError(error: unknown): readonly DescribedError[] {
  const chain: DescribedError[] = [];
  for (let next = error; next instanceof Error && chain.length < longestChain; next = next.cause) {
    const code = 'code' in next ? String(next.code) : '';
    chain.push({
      name: next.name,
      ...(harmlessCode.test(code) ? { code } : {}),
      ...(isToolError(next) ? { message: next.message } : {}),
      at: frames(next),
    });
  }
  return chain.length > 0 ? chain : [{ name: typeof error, at: [] }];
}

function frames({ stack = '' }: Error): readonly string[] {
  const found: string[] = [];
  for (const line of stack.split('\n')) {
    const [, name = '', file = ''] =
      /^\s+at (?:([\w.<>#$ ]{1,80}) \()?(?:.*[/\\])?([\w.-]{1,80}:\d+):\d+\)?$/.exec(line) ?? [];
    if (file !== '') found.push(`${name} ${file}`.trim());
    if (found.length === framesKept) break;
  }
  return found;
}
