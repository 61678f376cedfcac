import { afterAll, beforeAll } from 'vitest';
import { sharedSandbox, type SharedSandbox } from '@mcp-chassis/sandbox/testing';
import { describeServer } from '@mcp-chassis/server-kit/testing';
import { canaries, canarySamples, canaryTarget, openCanaryDatabase } from './testing/canary-samples.test.fixture.ts';
import { runProgram } from './testing/run-program.ts';

let sandbox: SharedSandbox;
let database: Awaited<ReturnType<typeof openCanaryDatabase>>;

beforeAll(async () => {
  sandbox = await sharedSandbox();
  database = await openCanaryDatabase(sandbox);
});
afterAll(() => database?.drop());

describeServer({
  name: 'postgres-replicas',
  snapshot: new URL('../tools.snapshot.json', import.meta.url),
  open: () =>
    runProgram({
      ...sandbox,
      databases: { orders: database.name, missing: 'no_such_database' },
      moreTargets: canaryTarget,
    }),
  canaries,
  samples: canarySamples,
});
