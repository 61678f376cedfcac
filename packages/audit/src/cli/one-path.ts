import { UsageError } from './cli-io.ts';

/** The one positional argument of a command. @throws UsageError */
export function onePath(positionals: readonly string[], what: string): string {
  const [path, ...more] = positionals;
  if (path === undefined) throw new UsageError(`name ${what}`);
  if (more.length > 0) throw new UsageError(`name ${what} only, not ${more.length + 1} paths`);
  return path;
}
