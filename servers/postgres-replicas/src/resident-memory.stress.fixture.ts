import { readFileSync } from 'node:fs';

/** What a process holds of memory now, in MiB; Linux only. */
export function residentMebibytes(pid: number): number {
  return Number(/VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1_024;
}
