import { join } from 'node:path';
import { readFrames, type Frame } from './read-frames.ts';
import type { SpoolFs } from './spool-fs.ts';

const name = /^(\d{8})\.segment$/;

/** Where a segment is. Counted from 1. */
export function segmentPath(directory: string, index: number): string {
  return join(directory, `${String(index).padStart(8, '0')}.segment`);
}

/** The segments of an instance, oldest first. */
export function listSegments(fs: SpoolFs, directory: string): readonly number[] {
  return fs
    .list(directory)
    .flatMap((file) => name.exec(file)?.[1] ?? [])
    .map(Number)
    .toSorted((a, b) => a - b);
}

/** Frames of one segment. Closes the file when it is through or left. */
export function* readSegment(fs: SpoolFs, directory: string, index: number): Generator<Frame> {
  const file = fs.openRead(segmentPath(directory, index));
  try {
    yield* readFrames(file);
  } finally {
    file.close();
  }
}
