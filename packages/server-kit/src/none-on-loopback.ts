import { ToolError, type Authenticator, type Principal } from '@mcp-chassis/tool-kit';
import ipaddr from 'ipaddr.js';

/** True for 127.0.0.0/8, ::1 and their IPv4-mapped forms. */
export function isLoopbackAddress(address: string): boolean {
  return ipaddr.isValid(address) && ipaddr.process(address).range() === 'loopback';
}

/**
 * Takes every caller on this machine for one agent and proves nothing. It answers over stdio and to peers on a
 * loopback address, refuses everybody else, and a server that uses it will not bind to another address. Its name is
 * logged at start and shown in `/ready`.
 */
export function noneOnLoopback({ agent, owner }: { readonly agent: string; readonly owner: string }): Authenticator {
  const principal: Principal = {
    agent: { id: agent, owner },
    permissions: ['*'],
    groups: [],
    auth: { method: 'none-on-loopback' },
  };
  return {
    name: 'none-on-loopback',
    loopbackOnly: true,
    async authenticate({ transport, address }) {
      if (transport === 'stdio' || (address !== undefined && isLoopbackAddress(address))) return principal;
      throw new ToolError('UNAUTHENTICATED', 'This server has no authentication and answers only on its own machine.');
    },
  };
}
