/** How calls go through an AI Gateway. */
export interface GatewayOptions {
  readonly id: string;
  /** Seconds an equal prompt may be answered from the gateway's cache. Default 0: never. */
  readonly cacheTtlSeconds: number;
}

/** For the `AI` binding. Submitted code is never kept in the gateway's log. */
export function gatewayOfBinding({ id, cacheTtlSeconds }: GatewayOptions) {
  return {
    id,
    collectLog: false,
    ...(cacheTtlSeconds > 0 ? { cacheTtl: cacheTtlSeconds } : { skipCache: true }),
  };
}

/** The same over HTTP, where the URL names the gateway. */
export function gatewayHeaders({ cacheTtlSeconds }: GatewayOptions): Record<string, string> {
  return {
    'cf-aig-collect-log': 'false',
    ...(cacheTtlSeconds > 0 ? { 'cf-aig-cache-ttl': String(cacheTtlSeconds) } : { 'cf-aig-skip-cache': 'true' }),
  };
}
