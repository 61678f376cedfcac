import { afterAll, beforeAll, expect, test } from 'vitest';
import { forms, openVolatileArena, type VolatileArena } from './volatile-arena.test.fixture.ts';
import { writeCalls } from './volatile-calls.test.fixture.ts';

let arena: VolatileArena;
beforeAll(async () => {
  arena = await openVolatileArena();
});
afterAll(() => arena?.close());

test('every VOLATILE function in every position and form changes nothing and shows no secret [G3] [G10]', async () => {
  const requests = arena.functions
    .flatMap((called) => [...writeCalls(called), ...writeCalls(called, arena.bait)])
    .flatMap((call) => forms.map((form) => ({ ...call, form })));
  process.stdout.write(`${requests.length} calls of ${arena.functions.length} functions\n`);
  const before = await arena.observe();
  expect(await arena.findFaults(requests)).toEqual([]);
  expect(await arena.observe()).toEqual(before);
});
