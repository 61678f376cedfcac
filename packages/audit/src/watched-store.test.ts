import { expect, test } from 'vitest';
import { memoryStore } from './testing/memory-store.test.support.ts';
import { watchStore } from './watched-store.ts';

test('an append is refused as it was asked for, and the outage begins, also where telling of it fails [C4]', async () => {
  const store = { ...memoryStore(), append: () => Promise.reject(new Error('the disk is full')) };
  const watched = watchStore(store, Date.now, () => {
    throw new Error('nobody listens');
  });
  const make = () => ({ before: '', after: '', isUrgent: false, phase: 'outcome' }) as const;
  const refuse = (cause: unknown) => new Error('refused', { cause });
  await expect(watched.append(make, { durable: true }, refuse)).rejects.toMatchObject({
    message: 'refused',
    cause: { message: 'the disk is full' },
  });
  expect(watched.isDown()).toBe(true);
});
