import { createServer } from '../create-server.ts';
import { serve } from '../node/serve.ts';
import { connectStdio } from '../node/stdio.ts';
import { createStderrLogger } from '../node/stderr-logger.ts';
import { createSdkV1Server } from '../sdk-v1/create-sdk-v1-server.ts';
import { connectSdkV1Stdio } from '../sdk-v1/v1-stdio.ts';
import { fixtureSpec } from './fixture-server.ts';

const isV1 = process.argv.includes('--sdk-v1');
const spec = { ...fixtureSpec(), log: createStderrLogger('fixture') };
await serve(
  isV1 ? createSdkV1Server(spec) : createServer(spec),
  process.argv.includes('--http') ? { kind: 'http', port: 0 } : { kind: 'stdio' },
  { connectStdio: isV1 ? connectSdkV1Stdio : connectStdio },
);
