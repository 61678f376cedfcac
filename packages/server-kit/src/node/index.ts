export { runMain } from './run-main.ts';
export { serve, type ServeOptions, type Transport } from './serve.ts';
export { listen, type HttpTransport, type Listening } from './listen.ts';
export { connectStdio, type ConnectStdio, type StdioConnection } from './stdio.ts';
export { createStderrLogger } from './stderr-logger.ts';
export { openMetrics } from './open-metrics.ts';
