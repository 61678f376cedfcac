import { parseArgs } from 'node:util';
import { readAnchors, type Anchors } from '../node/verify/anchors.ts';
import type { Finding } from '../node/verify/finding.ts';
import type { InstanceReport } from '../node/verify/verify-instance.ts';
import { verifySpool, type VerifyReport } from '../node/verify/verify-spool.ts';
import { exitCodes, UsageError, type CliIo } from './cli-io.ts';
import { onePath } from './one-path.ts';

/** `mcp-audit verify`. */
export async function verifyCommand(args: readonly string[], io: CliIo): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      anchors: { type: 'string' },
      key: { type: 'string', multiple: true },
      strict: { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
    },
  });
  const directory = onePath(positionals, 'the directory of a spool');
  const anchors = values.anchors === undefined ? undefined : await openAnchors(values.anchors);
  const report = verify(directory, anchors, values.key);
  if (values.json) io.out(JSON.stringify(report, undefined, 2));
  else print(report, io);
  const isStrictlyOk = report.instances.every(({ findings }) => findings.every(({ kind }) => kind === 'removed'));
  return report.ok && (!values.strict || isStrictlyOk) ? exitCodes.ok : exitCodes.found;
}

async function openAnchors(path: string): Promise<Anchors> {
  try {
    return await readAnchors(path);
  } catch (cause) {
    throw new UsageError(`the anchors cannot be read: ${say(cause)}`);
  }
}

function verify(directory: string, anchors: Anchors | undefined, keys: readonly string[] | undefined): VerifyReport {
  try {
    return verifySpool(directory, {
      ...(anchors && { anchors }),
      ...(keys && { trustedKeys: new Set(keys) }),
    });
  } catch (cause) {
    throw new UsageError(say(cause));
  }
}

const say = (error: unknown) => (error instanceof Error ? error.message : String(error));

function print({ instances, findings, ok }: VerifyReport, io: CliIo): void {
  for (const instance of instances) printInstance(instance, io);
  for (const finding of findings) io.out(describe(finding));
  io.out(ok ? 'OK: nothing bad was found.' : 'BAD: the log is not what was written.');
}

function printInstance(
  { instance, entries, firstSeq, lastSeq, lastAt, findings, bad }: InstanceReport,
  io: CliIo,
): void {
  const range =
    entries === 0 ? 'no records' : `${entries} records, ${firstSeq} to ${lastSeq}, the last of ${lastAt ?? '?'}`;
  io.out(`${instance}: ${range}`);
  const [first] = findings;
  if (first?.weight === 'bad' && first.seq !== undefined) io.out(`  first bad record: ${first.seq}`);
  for (const finding of findings) io.out(`  ${describe(finding)}`);
  const shown = findings.filter(({ weight }) => weight === 'bad').length;
  if (bad > shown) io.out(`  and ${bad - shown} more`);
}

function describe({ weight, message, where }: Finding): string {
  return `${weight === 'bad' ? 'BAD ' : 'note'} ${message}${where === undefined ? '' : ` (${where})`}`;
}
