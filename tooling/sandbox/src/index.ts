export { startSandbox, startDisposableSandbox } from './start-sandbox.ts';
export type { Sandbox, StartSandboxOptions } from './start-sandbox.ts';
export { startOlderPair } from './start-older-pair.ts';
export type { OlderPair } from './start-older-pair.ts';
export type { Endpoint, SandboxAddress } from './sandbox-address.ts';
export type { Credentials } from './credentials.ts';

export { createDatabase } from './create-database.ts';
export type { CreateDatabaseOptions, TestDatabase } from './create-database.ts';
export { waitForReplay } from './wait-for-replay.ts';

export { DATABASES } from './seed-files.ts';
export type { DatabaseName, SeedSize } from './seed-files.ts';
export { SandboxError } from './sandbox-error.ts';
