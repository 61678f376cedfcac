import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { FrameBuffer } from './frame-buffer.ts';
import { longestFrame } from './frame.ts';

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
const frameOf = (json: string) => `${Buffer.byteLength(json).toString(16).padStart(8, '0')} ${sha256(json)} ${json}\n`;

test('a batch is its frames one after the other, however large it grows, and the next begins anew [C4]', () => {
  const frames = new FrameBuffer();
  for (const times of [1, 500, 3]) {
    frames.clear();
    const texts = Array.from({ length: times }, (_, i) => JSON.stringify({ text: 'aü日🎉'.repeat(i * 7) }));
    for (const text of texts) expect(frames.add(text)).toBe(sha256(text));
    expect(Buffer.from(frames.bytes()).toString()).toBe(texts.map(frameOf).join(''));
  }
});

test('what no reader would take back is refused, and leaves the batch as it was [C4] [C5]', () => {
  const frames = new FrameBuffer();
  frames.add('{"a":1}');
  expect(() => frames.add('x'.repeat(longestFrame + 1))).toThrow('too large');
  const longest = 'x'.repeat(longestFrame);
  frames.add(longest);
  expect(Buffer.from(frames.bytes()).toString()).toBe(frameOf('{"a":1}') + frameOf(longest));
});
