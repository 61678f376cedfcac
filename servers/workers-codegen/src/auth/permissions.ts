import { ToolError, type Authorizer } from '@mcp-chassis/tool-kit';

/** Every permission, as OAuth scope and as the consent page says it. */
export const permissions = {
  'codegen:generate': 'Send code and tasks to the models, which costs inference',
  'codegen:read': 'See which models are configured',
} as const;

/** A permission of this server. */
export type Permission = keyof typeof permissions;

/** Their names. */
export const permissionNames = Object.keys(permissions) as readonly Permission[];

/** Lets a call through when its token carries the permission, and nothing else. */
export const authorizer: Authorizer = {
  authorize({ principal, permission, notes }) {
    const isGranted = principal.permissions.includes(permission);
    notes.decision = { effect: isGranted ? 'allow' : 'deny', reason: `scope ${permission}`, policy: 'oauth-scope' };
    if (isGranted) return;
    throw new ToolError(
      'FORBIDDEN',
      `This needs the scope ${permission}, which was not granted. Authorize again with it.`,
      {
        details: { needed: permission },
      },
    );
  },
  mayList: (operation, principal) => operation.permissions.some((name) => principal.permissions.includes(name)),
};
