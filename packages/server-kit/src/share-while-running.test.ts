import { expect, test } from 'vitest';
import { createServer } from './create-server.ts';
import { fixtureSpec } from './testing/fixture-server.ts';

test('however many ask at once whether it is ready, each dependency is checked once [A12]', async () => {
  let checks = 0;
  const { promise: answered, resolve: answer } = Promise.withResolvers<undefined>();
  const check = () => {
    checks += 1;
    return answered;
  };
  const server = createServer({ ...fixtureSpec(), readiness: [{ name: 'database', check }] });
  const asked = Array.from({ length: 100 }, () => server.readiness());
  answer(undefined);
  const answers = await Promise.all(asked);
  expect(answers.every(({ ready }) => ready)).toBe(true);
  expect(checks).toBe(1);
  await server.readiness();
  expect(checks).toBe(2);
});
