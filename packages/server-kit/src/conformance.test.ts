import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createServer } from './create-server.ts';
import { listen, type Listening } from './node/listen.ts';
import { createSdkV1Server } from './sdk-v1/create-sdk-v1-server.ts';
import type { ChassisServer } from './server.ts';
import { conformanceSpec } from './testing/fixture-conformance.ts';
import { runConformance, type ConformanceRelease } from './testing/run-conformance.ts';

const since2025 = [
  'server-initialize',
  'ping',
  'tools-list',
  'tools-call-simple-text',
  'tools-call-error',
  'tools-call-with-progress',
  'resources-list',
  'resources-read-text',
  'resources-templates-read',
  'dns-rebinding-protection',
];

const since2026 = [
  'tools-list',
  'tools-call-simple-text',
  'tools-call-error',
  'tools-call-with-progress',
  'resources-list',
  'resources-read-text',
  'resources-templates-read',
  'sep-2164-resource-not-found',
  'dns-rebinding-protection',
  'http-header-validation',
  'server-sse-multiple-streams',
  'input-required-result-unsupported-methods',
  'input-required-result-validate-input',
];

// The later release checks every message against the schema too, of the earlier revision as well.
const suites = [
  { engine: 'v2', create: createServer, release: 'conformance-2025', version: '2025-11-25', scenarios: since2025 },
  {
    engine: 'sdk-v1',
    create: createSdkV1Server,
    release: 'conformance-2026',
    version: '2025-11-25',
    scenarios: since2025,
  },
  { engine: 'v2', create: createServer, release: 'conformance-2026', version: '2026-07-28', scenarios: since2026 },
] as const satisfies readonly { readonly release: ConformanceRelease; readonly [key: string]: unknown }[];

describe.each(suites)('the $engine engine under the official suite of $version', (suite) => {
  let server: ChassisServer;
  let http: Listening;
  beforeAll(async () => {
    server = suite.create(conformanceSpec());
    http = await listen(server, { kind: 'http', port: 0 });
  });
  afterAll(async () => {
    await http.closeAll();
    await server.close();
  });

  test.concurrent.for(suite.scenarios)(
    'passes every check of %s, without a warning [A10]',
    async (scenario, { expect }) => {
      const { checks, report, ...counts } = await runConformance(suite.release, scenario, http.url, suite.version);
      expect(counts, report).toEqual({ passed: checks, failed: 0, warnings: 0 });
    },
  );
});

test('a scenario that checks nothing is no success [A10]', async () => {
  const server = createServer(conformanceSpec());
  const http = await listen(server, { kind: 'http', port: 0 });
  await expect(runConformance('conformance-2026', 'tasks-lifecycle', http.url, '2026-07-28')).rejects.toThrow(
    'conformance-2026 tasks-lifecycle checked nothing',
  );
  await http.closeAll();
  await server.close();
});
