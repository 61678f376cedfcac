import { expect, test } from 'vitest';
import { testEnv } from '../testing/test-env.ts';
import { createConsentClock } from './consent-clock.ts';

test('a page may be sent back for five minutes, to the millisecond, and only one that was shown [I4]', async () => {
  let now = 1_000_000;
  const clock = createConsentClock(testEnv().OAUTH_KV, () => now);
  await clock.start('handle');
  expect(await clock.isRunning('handle')).toBe(true);
  now += 299_999;
  expect(await clock.isRunning('handle')).toBe(true);
  now += 1;
  expect(await clock.isRunning('handle')).toBe(true);
  now += 1;
  expect(await clock.isRunning('handle')).toBe(false);
  expect(await clock.isRunning('another')).toBe(false);
});

test('the store holds no handle, only its digest [I4]', async () => {
  await createConsentClock(testEnv().OAUTH_KV, Date.now).start('handle-canary');
  const { keys } = await testEnv().OAUTH_KV.list();
  expect(keys.map(({ name }) => name).join()).not.toContain('handle-canary');
});
