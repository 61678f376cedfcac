import { randomBytes } from 'node:crypto';
import { withReplayedSession } from './primary-session.ts';
import type { SandboxAddress } from './sandbox-address.ts';
import { templateOf } from './seed-cluster.ts';
import type { DatabaseName } from './seed-files.ts';

/** A database of one test file: written to on the primary, read on the replica. */
export interface TestDatabase {
  readonly name: string;
  /** Drops it, ending every session in it. */
  drop(): Promise<void>;
}

/** Which of the seeded databases to copy. */
export interface CreateDatabaseOptions {
  readonly template: DatabaseName;
}

/** Copies a seeded database under a new name; resolves when the replica has it too. */
export async function createDatabase(
  address: Pick<SandboxAddress, 'primary' | 'admin'>,
  { template }: CreateDatabaseOptions,
): Promise<TestDatabase> {
  const name = `${template}_${randomBytes(5).toString('hex')}`;
  await withReplayedSession(address, async (client) => {
    await client.query(`create database ${name} template ${templateOf(template)} strategy file_copy`);
    await client.query(`revoke temporary on database ${name} from public`);
  });
  return {
    name,
    drop: () =>
      withReplayedSession(address, async (client) => void (await client.query(`drop database ${name} with (force)`))),
  };
}
