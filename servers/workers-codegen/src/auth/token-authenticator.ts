import { ToolError, type Authenticator } from '@mcp-chassis/tool-kit';
import * as z from 'zod';

/** What is kept, encrypted, with a grant, and comes back with each of its tokens. */
export const grantProps = z.object({
  /** One for each grant. */
  agent: z.string(),
  owner: z.string(),
  clientId: z.string(),
});

/** What was proven of a caller: the props of the grant, and the scope of the token. */
const provenProps = grantProps.extend({ scope: z.array(z.string()) });

/** What `grantProps` holds. */
export type GrantProps = z.output<typeof grantProps>;

/**
 * Takes the principal from the token that `@cloudflare/workers-oauth-provider` has validated in front of the server. Without
 * one, nobody is let in.
 */
export const tokenAuthenticator: Authenticator = {
  name: 'oauth',
  loopbackOnly: false,
  async authenticate({ props }) {
    const proven = provenProps.safeParse(props);
    if (!proven.success)
      throw new ToolError('UNAUTHENTICATED', 'A token of this server is needed.', { cause: proven.error });
    const { agent, owner, clientId, scope } = proven.data;
    return {
      agent: { id: agent, owner },
      permissions: scope,
      groups: [],
      auth: { method: 'oauth', issuer: clientId },
    };
  },
};
