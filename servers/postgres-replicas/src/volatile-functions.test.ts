import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { forms, openVolatileArena, type VolatileArena } from './volatile-arena.test.fixture.ts';
import { writeCalls } from './volatile-calls.test.fixture.ts';

describe('every VOLATILE function of a real standby', () => {
  let arena: VolatileArena;
  beforeAll(async () => {
    arena = await openVolatileArena();
  });
  afterAll(() => arena?.close());

  test(
    'called in one position after the other: changes nothing, shows no secret, answers with a stable code [G3] [G10]',
    { timeout: 120_000 },
    async () => {
      const requests = arena.functions.flatMap((called, index) =>
        [writeCalls(called), writeCalls(called, arena.bait)].map((calls, variant) => {
          const turn = index + variant;
          return { ...calls[turn % calls.length]!, form: forms[turn % forms.length]! };
        }),
      );
      expect(arena.functions.length).toBeGreaterThan(400);
      const before = await arena.observe();
      expect(await arena.findFaults(requests)).toEqual([]);
      expect(await arena.observe()).toEqual(before);
    },
  );
});
