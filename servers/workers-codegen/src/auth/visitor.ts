/** Who asks. */
export interface Visitor {
  readonly address: string | undefined;
  readonly userAgent: string | undefined;
}

/** As the edge and the client say. */
export function visitorOf({ headers }: Request): Visitor {
  return {
    address: headers.get('cf-connecting-ip') ?? undefined,
    userAgent: headers.get('user-agent') ?? undefined,
  };
}

/** What is known of a visitor, without what is not. */
export function knownOf({ address, userAgent }: Visitor): { readonly address?: string; readonly userAgent?: string } {
  return { ...(address === undefined ? {} : { address }), ...(userAgent === undefined ? {} : { userAgent }) };
}
