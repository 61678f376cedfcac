import { createServer } from '../create-server.ts';
import { serve } from '../node/serve.ts';
import { connectStdio } from '../node/stdio.ts';
import { createStderrLogger } from '../node/stderr-logger.ts';
import { createSdkV1Server } from '../sdk-v1/create-sdk-v1-server.ts';
import { connectSdkV1Stdio } from '../sdk-v1/v1-stdio.ts';
import { fixtureSpec, fixtureTools } from './fixture-server.ts';

const isV1 = process.argv.includes('--sdk-v1');
const log = createStderrLogger('fixture');
const tools = process.argv.includes('--waiting') ? [fixtureTools.waiting(() => log.info({}, 'waiting'))] : undefined;
const spec = { ...fixtureSpec(tools), log };
await serve(
  isV1 ? createSdkV1Server(spec) : createServer(spec),
  process.argv.includes('--http') ? { kind: 'http', port: 0 } : { kind: 'stdio' },
  { connectStdio: isV1 ? connectSdkV1Stdio : connectStdio, drainMs: 10 },
);
