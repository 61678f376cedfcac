import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { segmentPath } from './segment-files.ts';
import { SegmentWriter } from './segment-writer.ts';
import { nodeSpoolFs, type SpoolFs } from './spool-fs.ts';

const bytes = (text: string) => Buffer.from(text);

test('what a failed append left is taken back before anything else is written, even when the disk refuses that at first [C4]', async () => {
  const directory = mkdtempSync(join(tmpdir(), 'segment-writer-'));
  const broken = { write: false, truncate: false };
  const fs: SpoolFs = {
    ...nodeSpoolFs,
    openAppend(path, mode) {
      const file = nodeSpoolFs.openAppend(path, mode);
      return {
        ...file,
        write(data) {
          const written = file.write(data);
          if (broken.write) throw new Error('EIO: write');
          return written;
        },
        truncate(size) {
          if (broken.truncate) throw new Error('EIO: truncate');
          file.truncate(size);
        },
      };
    },
  };
  const writer = new SegmentWriter(fs, directory, []);
  const written = () => readFileSync(segmentPath(directory, 1), 'utf8');
  writer.append(bytes('first\n'), 1);

  Object.assign(broken, { write: true, truncate: true });
  expect(() => writer.append(bytes('second\nthird\n'), 2)).toThrow('EIO: write');
  expect(written()).toBe('first\nsecond\nthird\n');
  broken.write = false;
  expect(() => writer.append(bytes('fourth\n'), 2)).toThrow('EIO: truncate');
  expect(() => writer.leave()).toThrow('EIO: truncate');

  broken.truncate = false;
  writer.append(bytes('fifth\n'), 2);
  expect(written()).toBe('first\nfifth\n');
  expect(writer.segments).toEqual([{ index: 1, firstSeq: 1, bytes: 12 }]);
  await writer.close();
  rmSync(directory, { recursive: true });
});
