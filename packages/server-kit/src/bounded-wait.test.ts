import { expect, test } from 'vitest';
import { untilAborted, untilLate } from './bounded-wait.ts';

const never = new Promise<never>(() => {});

test('an abort, before or during, ends the wait with its reason; work that is done first wins', async () => {
  const abort = new AbortController();
  const waiting = untilAborted(abort.signal, never);
  expect(await untilAborted(abort.signal, Promise.resolve('done'))).toBe('done');
  abort.abort(new Error('enough'));
  await expect(waiting).rejects.toThrow('enough');
  await expect(untilAborted(abort.signal, never)).rejects.toThrow('enough');
});

test('work that fails after nobody waits for it any more is nobody’s unhandled rejection', async () => {
  const { promise: work, reject } = Promise.withResolvers<never>();
  await expect(untilLate(0, () => new Error('late'), work)).rejects.toThrow('late');
  let unhandled = 0;
  const onRejection = () => {
    unhandled += 1;
  };
  process.on('unhandledRejection', onRejection);
  reject(new Error('later still'));
  await new Promise(setImmediate);
  process.off('unhandledRejection', onRejection);
  expect(unhandled).toBe(0);
});
