import { withReplayedSession } from './primary-session.ts';
import type { SandboxAddress } from './sandbox-address.ts';

/**
 * Resolves when the replica shows everything that was committed on the primary before the call.
 *
 * @throws when the replica has not caught up within 30 s.
 */
export async function waitForReplay(address: Pick<SandboxAddress, 'primary' | 'admin'>): Promise<void> {
  await withReplayedSession(address, (client) =>
    client.query(`select pg_logical_emit_message(true, 'sandbox', 'caught up?')`),
  );
}
