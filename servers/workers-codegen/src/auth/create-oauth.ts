import { OAuthProvider, type OAuthHelpers } from '@cloudflare/workers-oauth-provider';
import { permissionNames } from './permissions.ts';

const accessTokenSeconds = 3_600;
const refreshTokenSeconds = 2_592_000;
/** A client that nobody uses goes when its grants would; each of its tokens starts the time again. */
const clientSeconds = refreshTokenSeconds;

/** A request whose token was validated: its props, and the scope of the token. */
export interface ProvenContext extends ExecutionContext {
  readonly auth?: { readonly scope: readonly string[] };
}

/** What is behind the provider. */
export interface OAuthRoutes {
  /** Where clients reach the server, without a path. */
  readonly publicUrl: string;
  /** `/mcp`, with a valid token. */
  readonly mcp: (request: Request, ctx: ProvenContext) => Promise<Response>;
  /** `/authorize`. */
  readonly authorize: (request: Request, oauth: OAuthHelpers) => Promise<Response>;
  /** Every other path. */
  readonly rest: (request: Request, ctx: ExecutionContext) => Promise<Response>;
}

/** What the provider adds to the environment. */
type Helped = object & { readonly OAUTH_PROVIDER: OAuthHelpers };

/** The OAuth 2.1 server in front of `/mcp`: metadata, registration, tokens that expire, revocation. */
export function createOAuth({ publicUrl, mcp, authorize, rest }: OAuthRoutes): OAuthProvider<Helped> {
  return new OAuthProvider<Helped>({
    apiRoute: '/mcp',
    apiHandler: { fetch: (request, _env, ctx) => mcp(request, ctx) },
    defaultHandler: {
      fetch(request, env, ctx) {
        return new URL(request.url).pathname === '/authorize'
          ? authorize(request, env.OAUTH_PROVIDER)
          : rest(request, ctx);
      },
    },
    authorizeEndpoint: '/authorize',
    tokenEndpoint: '/token',
    clientRegistrationEndpoint: '/register',
    clientIdMetadataDocumentEnabled: false,
    scopesSupported: [...permissionNames],
    requiredScopes: [...permissionNames],
    accessTokenTTL: accessTokenSeconds,
    refreshTokenTTL: refreshTokenSeconds,
    clientRegistrationTTL: clientSeconds,
    resourceMetadata: {
      resource: `${publicUrl}/mcp`,
      authorization_servers: [publicUrl],
      resource_name: 'workers-codegen',
    },
    // The default writes a warning of its own form; refusals are events of the audit log.
    onError: () => {},
  });
}
